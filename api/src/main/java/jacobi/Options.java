package jacobi;

import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.spi.BackendProvider;
import jacobi.spi.Driver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a session is opened.
///
/// @param backend what to use: a backend's id or device, a comma list in order of preference, `!id`
///   to exclude one; null leaves it to `-Djacobi.backend`, `JACOBI_BACKEND`, or the best score
/// @param threads how many threads the process computes with, settled by the first session; 0 for
///   what is settled, else one a processor
/// @param settings settings that backends may ask for, before system properties and environment
/// @param providers backends beside those that are discovered
/// @param classLoader a further class loader to look for backends in
/// @param hostFallback whether ops a device declines are computed on the host, which is slow,
///   instead of being an error
/// @param custom what is known of custom ops
/// @param driver wraps each driver; for conformance kits and profiles
/// @param rules the gradients and decompositions; for conformance kits
/// @param accumulator what the reverse pass does between rules; for conformance kits
@SuppressWarnings("exports")
public record Options(
    @Nullable String backend,
    int threads,
    Map<String, String> settings,
    List<BackendProvider> providers,
    @Nullable ClassLoader classLoader,
    boolean hostFallback,
    List<Definition> custom,
    UnaryOperator<Driver> driver,
    Rules rules,
    Accumulator accumulator) {

  /// The defaults.
  public static Options of() {
    return new Options(
        null,
        0,
        Map.of(),
        List.of(),
        null,
        false,
        List.of(),
        UnaryOperator.identity(),
        Rules.STANDARD,
        Accumulator.STANDARD);
  }

  /// The same with another choice of backend.
  public Options withBackend(@Nullable String choice) {
    return new Options(
        choice,
        threads,
        settings,
        providers,
        classLoader,
        hostFallback,
        custom,
        driver,
        rules,
        accumulator);
  }

  /// The same with another number of threads.
  public Options withThreads(int count) {
    return new Options(
        backend,
        count,
        settings,
        providers,
        classLoader,
        hostFallback,
        custom,
        driver,
        rules,
        accumulator);
  }

  /// The same with one more setting.
  public Options withSetting(String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new Options(
        backend,
        threads,
        Map.copyOf(more),
        providers,
        classLoader,
        hostFallback,
        custom,
        driver,
        rules,
        accumulator);
  }

  /// The same with these backends beside those that are discovered.
  public Options withProviders(List<BackendProvider> more) {
    return new Options(
        backend,
        threads,
        settings,
        List.copyOf(more),
        classLoader,
        hostFallback,
        custom,
        driver,
        rules,
        accumulator);
  }

  /// The same with ops that a device declines computed on the host.
  public Options withHostFallback() {
    return new Options(
        backend,
        threads,
        settings,
        providers,
        classLoader,
        true,
        custom,
        driver,
        rules,
        accumulator);
  }

  /// The same with one more custom op.
  public Options withCustom(Definition definition) {
    List<Definition> more = new ArrayList<>(custom);
    more.add(definition);
    return new Options(
        backend,
        threads,
        settings,
        providers,
        classLoader,
        hostFallback,
        List.copyOf(more),
        driver,
        rules,
        accumulator);
  }

  /// The same with each driver wrapped.
  public Options withDriver(UnaryOperator<Driver> wrap) {
    return new Options(
        backend,
        threads,
        settings,
        providers,
        classLoader,
        hostFallback,
        custom,
        wrap,
        rules,
        accumulator);
  }

  /// The same with other rules and another accumulator.
  public Options withRules(Rules other, Accumulator sums) {
    return new Options(
        backend,
        threads,
        settings,
        providers,
        classLoader,
        hostFallback,
        custom,
        driver,
        other,
        sums);
  }
}
