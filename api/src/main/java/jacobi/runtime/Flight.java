package jacobi.runtime;

import jacobi.spi.OpCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells Java Flight Recorder what goes on, if it is there and asks: `jacobi.Step` for each run of
/// a compiled step, `jacobi.Op` for each op. What begins is null if nobody asks; asking costs a
/// nanosecond and allocates nothing.
final class Flight {
  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  /// Asked whether events are wanted.
  private final @Nullable OpEvent op = PRESENT ? new OpEvent() : null;

  private final @Nullable StepEvent step = PRESENT ? new StepEvent() : null;

  /// An op begins.
  @Nullable Object op() {
    if (op == null || !op.isEnabled()) {
      return null;
    }
    var event = new OpEvent();
    event.begin();
    return event;
  }

  /// It has ended.
  static void end(@Nullable Object begun, OpCall call, String device) {
    if (begun instanceof OpEvent event && event.shouldCommit()) {
      List<String> results = new ArrayList<>();
      for (int i = 0; i < call.outputs(); i++) {
        results.add(call.out(i).dtype() + " " + call.out(i).shape());
      }
      event.op = call.op().name();
      event.results = String.join(", ", results);
      event.device = device;
      event.commit();
    }
  }

  /// A compiled step begins.
  @Nullable Object step() {
    if (step == null || !step.isEnabled()) {
      return null;
    }
    var event = new StepEvent();
    event.begin();
    return event;
  }

  /// It has ended.
  static void end(@Nullable Object begun, String device, int calls, long plannedBytes) {
    if (begun instanceof StepEvent event && event.shouldCommit()) {
      event.device = device;
      event.calls = calls;
      event.plannedBytes = plannedBytes;
      event.commit();
    }
  }
}
