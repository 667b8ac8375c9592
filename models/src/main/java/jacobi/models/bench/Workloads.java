package jacobi.models.bench;

import jacobi.models.train.Execution;
import java.util.ArrayList;
import java.util.List;

/// All workloads there are.
public final class Workloads {
  private static final List<Workload> ALL = collect();

  private Workloads() {}

  private static List<Workload> collect() {
    List<Workload> all = new ArrayList<>();
    all.addAll(Products.all());
    all.addAll(Elementwise.all());
    all.addAll(Reductions.all());
    all.addAll(Normalizations.all());
    all.addAll(Convolutions.all());
    all.addAll(Embeddings.all());
    all.addAll(Tiny.all());
    all.addAll(Networks.all());
    all.addAll(Sequences.all());
    return List.copyOf(all);
  }

  /// What becomes of a workload that is a training step, compiled, in words.
  public static String explain(Workload workload) {
    if (workload instanceof Workload.Training training
        && training.prepare().apply(Execution.COMPILED) instanceof Steps steps) {
      steps.getAsDouble();
      return workload.name() + ": " + steps.explain();
    }
    return workload.name() + ": no training step";
  }

  /// The names of those that can be run this way, in the order they are best read in.
  public static List<String> names(Execution how) {
    return named("", how).stream().map(Workload::name).toList();
  }

  /// The workloads that can be run this way whose names begin with `prefix`; none if there is no
  /// such name.
  public static List<Workload> named(String prefix, Execution how) {
    return ALL.stream()
        .filter(workload -> workload.name().startsWith(prefix))
        .filter(workload ->
            switch (how) {
              case EAGER -> true;
              case COMPILED -> workload.isCompilable();
            })
        .toList();
  }
}
