// What shows that the extension works in a web worker: everything begins, reads, codes, undoes and reaches files. How segments follow
// edits and renames is the same code in each host, and is tested where tests are quicker.
import './contributions.suite';
import './reading.suite';
import './coding.suite';
import './editing.suite';
import './history.suite';
import './filePort.suite';
import './sample.suite';
