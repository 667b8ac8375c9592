package jacobi.tck.check;

import jacobi.tck.trial.Catalog;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Vocabulary;
import java.util.List;

/// All tests.
public final class Checks {
  private Checks() {}

  /// Adds the tests for a device.
  public static void add(Catalog catalog) {
    List<Entry> entries = Vocabulary.all();
    Discovery.add(catalog);
    Lifecycle.add(catalog);
    Transfers.add(catalog);
    Shapes.add(catalog, entries);
    Broadcasts.add(catalog);
    Views.add(catalog, entries);
    Forward.add(catalog, entries);
    Rounded.add(catalog, entries);
    Specials.add(catalog, entries);
    Overflows.add(catalog);
    WholeGradients.add(catalog, entries);
    SmoothGradients.add(catalog, entries);
    Linearity.add(catalog, entries);
    Kinks.add(catalog);
    SecondOrder.add(catalog, entries);
    ForwardMode.add(catalog, entries);
    Aliasing.add(catalog, entries);
    Errors.add(catalog);
    Repetition.add(catalog, entries);
    Threads.add(catalog);
    Randomness.add(catalog);
    Concurrency.add(catalog);
    Order.add(catalog);
    Memory.add(catalog);
    Large.add(catalog);
    ElementTypes.add(catalog);
    Graphs.add(catalog);
    Losses.add(catalog, entries);
    Optimizers.add(catalog);
    Exchange.add(catalog);
    Manners.add(catalog);
    Training.add(catalog);
    Signature.add(catalog);
    Honesty.add(catalog);
  }
}
