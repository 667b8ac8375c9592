package jacobi.tck.vocabulary;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Formula;
import jacobi.tck.cases.Sample;
import java.util.List;
import java.util.Set;

/// An op and how its cases are made.
///
/// @param op its name
/// @param types the types it takes where exactness is tried; reals are floats always
/// @param generator makes a case from decisions
public record Entry(String op, Set<Trait> traits, Types types, Generator generator) {

  /// Makes cases of an op.
  @FunctionalInterface
  public interface Generator {
    /// A case.
    Sample of(Draws draws);
  }

  /// True if a kind of check applies.
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /// A case from its parts.
  static Sample sample(String text, Formula formula, Arg... args) {
    return new Sample(text, formula, List.of(args));
  }
}
