package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.op.Composite;
import jacobi.op.HostDefault;
import jacobi.op.Primitive;
import jacobi.spi.Driver;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Choices;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.fake.Forwarding;
import jacobi.tck.trial.Lab;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.tck.vocabulary.Vocabulary;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The kit tries every op there is.
class VocabularyTest {
  private static final int CASES = 12;

  /// Notes the members a driver is asked about.
  private record Witness(Driver real, Set<String> asked) implements Forwarding {
    @Override
    public Support supports(OpSpec spec) {
      asked.add(Members.of(spec.op()));
      return real.supports(spec);
    }
  }

  @Test
  void everyOpIsTriedByTheKit() {
    Set<String> asked = new TreeSet<>();
    Options options = Options.of().withBackend("cpu").withDriver(real -> new Witness(real, asked));
    try (Lab lab = Lab.open(options)) {
      for (Entry entry : Vocabulary.all()) {
        for (int number = 0; number < CASES; number++) {
          run(lab, entry, number);
        }
      }
    }
    Set<String> wanted = Members.all(Primitive.class);
    wanted.addAll(Members.all(Composite.class));
    wanted.addAll(Members.all(HostDefault.class));
    // Not of this vocabulary.
    wanted.remove("Custom");
    // Only compiled steps have these: CompiledGraphsTest.
    wanted.remove("ElementwiseChain");
    // Casts and random bits have checks of their own, C18 and C23.
    wanted.removeIf(member -> member.startsWith("Cast") || member.startsWith("RandomBits"));
    wanted.removeAll(asked);
    assertEquals(Set.of(), wanted);
  }

  private static void run(Lab lab, Entry entry, int number) {
    DType dtype = entry.types().takes(DType.F32) ? DType.F32 : DType.I32;
    Regime regime = entry.is(Trait.WHOLE) ? Regime.EXACT : Regime.REAL;
    var draws = new Draws(Choices.drawn(3, entry.op(), number), dtype, regime, Scale.TINY, false);
    Sample sample = entry.generator().of(draws);
    List<Array> results = lab.forward(sample);
    if (entry.is(Trait.SMOOTH)) {
      lab.gradient(
          sample,
          draws.cotangents(results.stream().filter(Array::isFloat).map(Array::shape).toList()));
    }
  }

  @Test
  void entriesOfOneNameDifferInTheirTypes() {
    List<String> seen = new ArrayList<>();
    for (Entry entry : Vocabulary.all()) {
      for (DType dtype : DType.values()) {
        if (entry.types().takes(dtype)) {
          String name = entry.op() + " of " + dtype;
          assertTrue(!seen.contains(name), name + " is there twice");
          seen.add(name);
        }
      }
    }
  }
}
