package jacobi.models.bench;

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
    all.addAll(Convolutions.all());
    all.addAll(Tiny.all());
    all.addAll(Networks.all());
    return List.copyOf(all);
  }

  /// The names, in the order they are best read in.
  public static List<String> names() {
    return ALL.stream().map(Workload::name).toList();
  }

  /// The workloads whose names begin with `prefix`; none if the name is not known.
  public static List<Workload> named(String prefix) {
    return ALL.stream().filter(workload -> workload.name().startsWith(prefix)).toList();
  }
}
