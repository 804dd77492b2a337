import './contributions.suite';
import './reading.suite';
import './coding.suite';
import './editing.suite';
import './history.suite';
import './review.suite';
import './liveEdits.suite';
import './filePort.suite';
