package jacobi.models.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the processors did since the machine started, in ticks, to judge what a sample is worth.
///
/// @param total all there were
/// @param busy all but idle and stolen ones
/// @param stolen those the hypervisor took
/// @param own those of this process
record Ticks(long total, long busy, long stolen, long own) {
  private static final Path MACHINE = Path.of("/proc/stat");
  private static final Path PROCESS = Path.of("/proc/self/stat");

  /// The ticks until now, or null where the system does not tell.
  static @Nullable Ticks now() {
    if (!Files.isReadable(MACHINE) || !Files.isReadable(PROCESS)) {
      return null;
    }
    try {
      return of(Files.readString(MACHINE), Files.readString(PROCESS));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Reads `cpu user nice system idle iowait irq softirq steal …` and, after the name in brackets,
  /// fields 14 and 15 of the process, its time in user and in kernel mode.
  static Ticks of(String machine, String process) {
    String[] cpu = machine.lines().findFirst().orElseThrow().split(" +", -1);
    long total = 0;
    for (int i = 1; i <= 8; i++) {
      total += Long.parseLong(cpu[i]);
    }
    long idle = Long.parseLong(cpu[4]) + Long.parseLong(cpu[5]);
    long stolen = Long.parseLong(cpu[8]);
    String[] own = process.substring(process.lastIndexOf(')') + 2).split(" ", -1);
    return new Ticks(
        total, total - idle - stolen, stolen, Long.parseLong(own[11]) + Long.parseLong(own[12]));
  }

  /// Percent of all processors' time that the hypervisor took since `before`.
  double stolenPercent(Ticks before) {
    return percent(stolen - before.stolen, before);
  }

  /// Percent of all processors' time that other processes used since `before`.
  double otherPercent(Ticks before) {
    return percent(Math.max(0, busy - before.busy - (own - before.own)), before);
  }

  private double percent(long ticks, Ticks before) {
    return 100.0 * ticks / Math.max(1, total - before.total);
  }
}
