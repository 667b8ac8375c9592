package jacobi.runtime;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// An op on a device. There are many: off unless a recording asks for `jacobi.Op`.
@Name("jacobi.Op")
@Label("Op")
@Category("Jacobi")
@Description("An op that a device carried out; on a device with a queue, that it was handed over")
@Enabled(false)
@StackTrace(false)
final class OpEvent extends Event {
  @Label("Op")
  String op = "";

  @Label("Results")
  String results = "";

  @Label("Device")
  String device = "";
}
