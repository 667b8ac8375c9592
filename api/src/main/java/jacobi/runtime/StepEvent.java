package jacobi.runtime;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A run of a compiled step.
@Name("jacobi.Step")
@Label("Step")
@Category("Jacobi")
@Description("A run of a compiled step")
@StackTrace(false)
final class StepEvent extends Event {
  @Label("Device")
  String device = "";

  @Label("Calls")
  int calls;

  @Label("Planned Bytes")
  long plannedBytes;
}
