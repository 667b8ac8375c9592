package jacobi.tck.spec;

/// The categories of rules; their numbers are never used again.
public enum Category {
  C01("Discovery"),
  C02("Lifecycle"),
  C03("Transfer"),
  C04("Shapes"),
  C05("Broadcasting"),
  C06("Views"),
  C07("Forward, exact"),
  C08("Forward, rounded"),
  C09("Special values"),
  C10("Gradients, exact"),
  C11("Gradients, smooth"),
  C12("Kinks and ties"),
  C13("Second order"),
  C14("Forward mode"),
  C15("Aliasing"),
  C16("Errors"),
  C17("Determinism"),
  C18("Randomness"),
  C19("Concurrency"),
  C20("Order"),
  C21("Memory"),
  C22("Large"),
  C23("Element types"),
  C24("Graphs"),
  C25("Norms and losses"),
  C26("Optimizers"),
  C27("Serialization"),
  C28("Several backends"),
  C29("Manners of performance"),
  C30("Training"),
  C31("Goldens"),
  C32("Signature"),
  C33("Honesty");

  private final String title;

  Category(String title) {
    this.title = title;
  }

  /// What it is about.
  public String title() {
    return title;
  }

  /// The category of a rule's number.
  static Category of(String number) {
    return values()[Integer.parseInt(number.substring(0, number.indexOf('.'))) - 1];
  }
}
