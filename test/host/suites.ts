import './contributions.suite';
import './reading.suite';
import './coding.suite';
import './editing.suite';
import './history.suite';
import './filePort.suite';
