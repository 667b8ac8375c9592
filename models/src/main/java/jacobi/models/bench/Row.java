package jacobi.models.bench;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What measuring a workload brought.
public final class Row {
  private final String peer;
  private final int threads;
  private final Workload workload;
  private final Samples samples;
  private final int inner;
  private final @Nullable Learning learning;
  private final @Nullable Noise noise;

  Row(
      String peer,
      int threads,
      Workload workload,
      Samples samples,
      int inner,
      @Nullable Learning learning,
      @Nullable Noise noise) {
    this.peer = peer;
    this.threads = threads;
    this.workload = workload;
    this.samples = samples;
    this.inner = inner;
    this.learning = learning;
    this.noise = noise;
  }

  /// What training brought beside its times.
  ///
  /// @param first the loss of the first step
  /// @param last the loss of the last step
  /// @param firstStepMillis from the start of the virtual machine to the end of the first step
  /// @param peakMegabytes the most memory the process had until the end, where the system tells
  record Learning(double first, double last, long firstStepMillis, OptionalLong peakMegabytes) {}

  /// What others did meanwhile, in percent of all processors' time.
  ///
  /// @param stolen what the hypervisor took
  /// @param other what other processes used
  record Noise(double stolen, double other) {}

  /// One line of JSON.
  public String json() {
    var text = new StringBuilder();
    add(text, "{\"peer\":\"%s\",\"workload\":\"%s\"", peer, workload.name());
    add(text, ",\"median_ms\":%.7f,\"min_ms\":%.7f", samples.median(), samples.least());
    add(text, ",\"p10_ms\":%.7f,\"threads\":%d", samples.lowTenth(), threads);
    add(text, ",\"samples\":%d,\"inner\":%d", samples.count(), inner);
    if (flops() > 0) {
      add(text, ",\"gflops\":%.2f,\"gflops_best\":%.2f", rate(samples.median()), best());
    }
    if (learning != null) {
      add(text, ",\"loss_first\":%.4f,\"loss_last\":%.4f", learning.first, learning.last);
      if (learning.peakMegabytes.isPresent()) {
        add(text, ",\"peak_rss_mb\":%d", learning.peakMegabytes.getAsLong());
      }
      add(text, ",\"first_step_ms\":%d", learning.firstStepMillis);
    }
    if (noise != null) {
      add(text, ",\"steal_pct\":%.0f,\"other_pct\":%.0f", noise.stolen, noise.other);
    }
    return text.append('}').toString();
  }

  /// One line for people.
  public String text() {
    var text = new StringBuilder();
    add(text, "%-22s median %s", workload.name(), time(samples.median()));
    add(text, "  min %s  p10 %s", time(samples.least()), time(samples.lowTenth()));
    add(text, "  of %4d", samples.count());
    if (flops() > 0) {
      add(text, "  %6.1f GFLOP/s, best %.1f", rate(samples.median()), best());
    }
    if (learning != null) {
      add(text, "  loss %.4f to %.4f", learning.first, learning.last);
      add(text, ", first step after %d ms", learning.firstStepMillis);
      if (learning.peakMegabytes.isPresent()) {
        add(text, ", peak %d MB", learning.peakMegabytes.getAsLong());
      }
    }
    if (noise != null) {
      add(text, "  (stolen %.0f %%, others %.0f %%)", noise.stolen, noise.other);
    }
    return text.toString();
  }

  private double flops() {
    return workload instanceof Workload.Call call ? call.flops() : 0;
  }

  private double best() {
    return rate(samples.least());
  }

  /// GFLOP/s at this many milliseconds a call.
  private double rate(double millis) {
    return flops() / millis * 1e-6;
  }

  private static String time(double millis) {
    if (millis < 1e-3) {
      return String.format(Locale.ROOT, "%7.1f ns", millis * 1e6);
    }
    if (millis < 1) {
      return String.format(Locale.ROOT, "%7.2f us", millis * 1e3);
    }
    return String.format(Locale.ROOT, "%7.3f ms", millis);
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
