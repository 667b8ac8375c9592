package jacobi.tck.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// All ops, family by family.
public final class Vocabulary {
  private final List<Entry> entries = new ArrayList<>();

  private Vocabulary() {}

  /// Every entry; an op may have several.
  public static List<Entry> all() {
    var all = new Vocabulary();
    Elementwise.add(all);
    Folding.add(all);
    Products.add(all);
    Movements.add(all);
    Picking.add(all);
    Curves.add(all);
    Norms.add(all);
    LossEntries.add(all);
    Recurrences.add(all);
    Windows.add(all);
    Measures.add(all);
    all.entries.addAll(steps());
    return List.copyOf(all.entries);
  }

  /// Steps of optimizers.
  public static List<Entry> steps() {
    var steps = new Vocabulary();
    OptimizerSteps.add(steps);
    return List.copyOf(steps.entries);
  }

  void add(String op, Set<Trait> traits, Types types, Entry.Generator generator) {
    entries.add(new Entry(op, traits, types, generator));
  }

  /// An op of floats.
  void add(String op, Set<Trait> traits, Entry.Generator generator) {
    add(op, traits, Types.FLOATS, generator);
  }
}
