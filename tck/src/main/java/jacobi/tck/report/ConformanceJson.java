package jacobi.tck.report;

import jacobi.tck.run.Extra;
import jacobi.tck.run.Failure;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Result;
import jacobi.tck.spec.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `conformance.json`: all of a result. Two runs with one seed differ in nothing but keys that end
/// in `Millis`.
public final class ConformanceJson {
  private ConformanceJson() {}

  /// The text of the file.
  public static String of(Result result) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("backend", result.backend());
    root.put("device", result.device());
    root.put("verdict", result.verdict());
    root.put("sufficient", result.plan().budget().isSufficient());
    root.put("profile", result.plan().profile());
    root.put("extras", result.plan().extras().stream().sorted().map(Extra::name).toList());
    root.put("budget", result.plan().budget());
    root.put("seed", result.plan().seed());
    root.put("java", System.getProperty("java.runtime.version", ""));
    root.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    root.put("rung", result.rung().level());
    root.put("next", result.rung().next());
    root.put("canaries", canaries(result));
    root.put("untested", result.untested().stream().map(Rule::untested).toList());
    root.put("tests", result.outcomes().stream().map(one -> test(result, one)).toList());
    return Json.of(root);
  }

  private static List<Object> canaries(Result result) {
    List<Object> canaries = new ArrayList<>();
    for (Result.Canary canary : result.canaries()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("category", canary.category());
      one.put("fake", canary.fake());
      one.put("seen", canary.seen());
      canaries.add(one);
    }
    return canaries;
  }

  private static Map<String, Object> test(Result result, Outcome outcome) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", outcome.test().name());
    one.put("id", outcome.test().id());
    one.put("category", outcome.test().rule().category());
    one.put("status", status(outcome));
    one.put("cases", outcome.cases());
    if (outcome.isUntested()) {
      one.put("reason", outcome.untested());
    }
    if (!outcome.worstCase().isEmpty()) {
      one.put("worstRatio", outcome.worst());
      one.put("worstCase", outcome.worstCase());
    }
    if (outcome.failed() > 0) {
      one.put("failures", outcome.failures().stream().map(f -> failure(result, f)).toList());
    }
    one.put("elapsedMillis", outcome.nanos() / 1_000_000);
    return one;
  }

  private static Map<String, Object> failure(Result result, Failure failure) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("case", failure.id());
    one.put("message", failure.message());
    one.put("smallest", failure.smallest());
    one.put("smallestMessage", failure.smallestMessage());
    one.put("command", result.command(failure.id()));
    return one;
  }

  static String status(Outcome outcome) {
    if (outcome.isUntested()) {
      return "untested";
    }
    if (outcome.isMissing()) {
      return "missing";
    }
    return outcome.failed() > 0 ? "failed" : "passed";
  }
}
