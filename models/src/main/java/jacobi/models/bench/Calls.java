package jacobi.models.bench;

import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// How often each op was called, on what, and how long that took.
final class Calls {
  /// Operands that are shown.
  private static final int SHOWN = 4;

  private final Map<What, Time> times = new HashMap<>();

  /// An op on operands of these shapes; those that are not dense bear a `'`.
  private record What(String op, String operands) {}

  /// Calls and nanoseconds.
  record Time(long calls, long nanos) {
    static final Time NONE = new Time(0, 0);

    Time plus(Time other) {
      return new Time(calls + other.calls, nanos + other.nanos);
    }
  }

  synchronized void add(OpCall call, long nanos) {
    times.merge(what(call), new Time(1, nanos), Time::plus);
  }

  synchronized void clear() {
    times.clear();
  }

  private static What what(OpCall call) {
    int count = call.inputs();
    var text = new StringBuilder();
    for (int i = 0; i < Math.min(count, SHOWN); i++) {
      Operand in = call.in(i);
      text.append(i == 0 ? "" : " ")
          .append(in.shape())
          .append(in.layout().isContiguous() ? "" : "'");
    }
    if (count == 0) {
      text.append("to ").append(call.out(0).shape());
    }
    return new What(
        call.op().name(),
        count > SHOWN ? text + " and %d more".formatted(count - SHOWN) : text + "");
  }

  synchronized Time total() {
    return times.values().stream().reduce(Time.NONE, Time::plus);
  }

  /// A line for each op, then one for each op and its shapes, the longest first; what takes less
  /// than a two-hundredth of a step is left out.
  ///
  /// @param steps how many were made
  /// @param nanos how long they took
  synchronized String table(long steps, long nanos) {
    Map<String, Time> ops = new HashMap<>();
    Map<String, Time> shapes = new HashMap<>();
    times.forEach((what, time) -> {
      ops.merge(what.op, time, Time::plus);
      shapes.merge(what.op + " " + what.operands, time, Time::plus);
    });
    Function<Map<String, Time>, String> lines = map -> lines(map, steps, nanos);
    return lines.apply(ops) + System.lineSeparator() + lines.apply(shapes);
  }

  private static String lines(Map<String, Time> times, long steps, long nanos) {
    List<Map.Entry<String, Time>> sorted = new ArrayList<>(times.entrySet());
    sorted.sort(Comparator.comparingLong(entry -> -entry.getValue().nanos));
    var text = new StringBuilder();
    for (var entry : sorted) {
      Time time = entry.getValue();
      if (time.nanos * 200 >= nanos) {
        text.append(
            String.format(
                Locale.ROOT,
                "%6.1f %% %9.3f ms %7.1f calls  %s%n",
                100.0 * time.nanos / nanos,
                time.nanos / 1e6 / steps,
                (double) time.calls / steps,
                entry.getKey()));
      }
    }
    return text.toString();
  }
}
