package planted.op;

/// Functions with their definitions.
public enum Unary {
  SIN;

  public double at(double x) {
    return Math.sin(x);
  }
}
