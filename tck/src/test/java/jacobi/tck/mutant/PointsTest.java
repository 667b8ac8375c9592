package jacobi.tck.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// Each change is one instruction, and makes another class of it that loads.
class PointsTest {
  private static final String NAME = "jacobi.tck.mutant.Counter";

  private static byte[] counter() throws IOException {
    try (var file = PointsTest.class.getResourceAsStream("Counter.class")) {
      return file.readAllBytes();
    }
  }

  private static String run(byte[] bytes) throws ReflectiveOperationException {
    var loader = new Loader(Map.of(NAME, bytes));
    var object = (IntUnaryOperator) loader.loadClass(NAME).getConstructor().newInstance();
    assertEquals(loader, object.getClass().getClassLoader());
    try {
      return String.valueOf(object.applyAsInt(3));
    } catch (ArrayIndexOutOfBoundsException outside) {
      return "outside";
    }
  }

  @Test
  void eachInstructionIsAPoint() throws IOException {
    assertEquals(
        List.of(
            "ISUB instead of IADD",
            "IF_ICMPLT instead of IF_ICMPGE",
            "IADD instead of IMUL",
            "no IASTORE",
            "counts 2 instead of 1",
            "IALOAD of the next place",
            "no INEG",
            "no store to last"),
        Points.of(counter()).stream().map(Point::change).toList());
  }

  @Test
  void eachChangeActsAndOnlyThere() throws IOException, ReflectiveOperationException {
    byte[] right = counter();
    assertEquals("-9", run(right));
    List<String> found = new ArrayList<>();
    for (Point point : Points.of(right)) {
      byte[] wrong = Points.changed(right, point);
      assertEquals(List.of(), ClassFile.of().verify(wrong), point.toString());
      found.add(run(wrong));
    }
    assertEquals(List.of("outside", "0", "-6", "0", "0", "-16", "9", "0"), found);
  }

  @Test
  void nothingChangesWhereNothingIsWritten() throws IOException, ReflectiveOperationException {
    assertEquals("-9", run(Points.rewritten(counter(), (_, _, _) -> false)));
  }

  @Test
  void aPointIsNamedByItsMethod() throws IOException {
    Point store = Points.of(counter()).get(3);
    assertTrue(store.key().matches(NAME + "\\.applyAsInt@[0-9a-f]{8}#3"), store.key());
    assertTrue(store.line() > 0, "the line is known");
  }

  @Test
  void aChangedMethodIsAnotherOne() throws IOException {
    byte[] right = counter();
    Point store = Points.of(right).get(3);
    assertEquals(store.code(), Points.of(right).getFirst().code());
    byte[] wrong = Points.changed(right, store);
    assertNotEquals(store.code(), Points.of(wrong).getFirst().code());
  }
}
