import './contributions.suite';
import './reading.suite';
import './coding.suite';
import './editing.suite';
import './filePort.suite';
