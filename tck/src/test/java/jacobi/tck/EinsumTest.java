package jacobi.tck;

import static jacobi.Jacobi.einsum;
import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Einstein's sums against nested loops over all their letters.
class EinsumTest {
  /// Whole numbers, so that every order of adding up is exact.
  private record Operand(long[] shape, double[] elements) {
    static Operand of(Seed seed, long... shape) {
      var random = seed.stream();
      double[] elements = new double[(int) Shape.of(shape).elements()];
      Arrays.setAll(elements, _ -> random.nextInt(-5, 6));
      return new Operand(shape, elements);
    }

    /// The element at the values of the letters.
    double at(String letters, Map<Character, Integer> values) {
      int at = 0;
      for (int i = 0; i < shape.length; i++) {
        int index = values.get(letters.charAt(i));
        at = (int) (at * shape[i] + (shape[i] == 1 ? 0 : index));
      }
      return elements[at];
    }
  }

  /// Subscripts, what they mean when every axis has a letter, and the shapes.
  private record Case(String text, String means, long[]... shapes) {}

  private static long[] of(long... shape) {
    return shape;
  }

  private static final List<Case> CASES =
      List.of(
          new Case("ij,jk->ik", "ij,jk->ik", of(2, 3), of(3, 4)),
          new Case(" i j , j k -> k i ", "ij,jk->ki", of(2, 3), of(3, 4)),
          new Case("ij,jk", "ij,jk->ik", of(2, 3), of(3, 4)),
          new Case("ba,cb", "ba,cb->ac", of(3, 2), of(4, 3)),
          new Case("ij->ji", "ij->ji", of(2, 3)),
          new Case("ij", "ij->ij", of(2, 3)),
          new Case("ji", "ji->ij", of(2, 3)),
          new Case("ij->", "ij->", of(2, 3)),
          new Case("ij->j", "ij->j", of(2, 3)),
          new Case("ii", "ii->", of(3, 3)),
          new Case("ii->i", "ii->i", of(3, 3)),
          new Case("iji->ji", "iji->ji", of(3, 2, 3)),
          new Case("iii->i", "iii->i", of(3, 3, 3)),
          new Case("i,j->ij", "i,j->ij", of(2), of(3)),
          new Case("i,i", "i,i->", of(3), of(3)),
          new Case("bij,bjk->bik", "bij,bjk->bik", of(2, 3, 4), of(2, 4, 2)),
          new Case("bhqd,bhkd->bhqk", "bhqd,bhkd->bhqk", of(2, 2, 3, 4), of(2, 2, 5, 4)),
          new Case("...ij,...jk->...ik", "abij,bjk->abik", of(2, 3, 2, 2), of(3, 2, 4)),
          new Case("...ij,jk", "aij,jk->aik", of(2, 2, 3), of(3, 2)),
          new Case("i...,i...->...", "iab,iab->ab", of(2, 3, 4), of(2, 1, 4)),
          new Case("...,...->", "ab,ab->", of(2, 1), of(2, 3)),
          new Case("...->...", "ab->ab", of(2, 3)),
          new Case("a...b->b...a", "axyb->bxya", of(2, 3, 2, 4)),
          new Case("ij,jk,kl->il", "ij,jk,kl->il", of(2, 3), of(3, 2), of(2, 4)),
          new Case("ij,ij,j->i", "ij,ij,j->i", of(2, 3), of(2, 3), of(3)),
          new Case("ii,ij->j", "ii,ij->j", of(2, 2), of(2, 3)),
          new Case("ijk,kl,jm->ilm", "ijk,kl,jm->ilm", of(2, 3, 2), of(2, 3), of(3, 2)),
          new Case("ij,jk->ik", "ij,jk->ik", of(2, 0), of(0, 3)),
          new Case("ij,jk->ik", "ij,jk->ik", of(0, 2), of(2, 3)),
          new Case("Aa,aB->AB", "Aa,aB->AB", of(2, 3), of(3, 2)),
          new Case(",i->i", ",i->i", of(), of(3)));

  @TestFactory
  Stream<DynamicTest> sumsAreThoseOfLoops() {
    return CASES.stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.text() + " " + Arrays.deepToString(item.shapes()), () -> compare(item)));
  }

  private static void compare(Case item) {
    List<Operand> operands = new ArrayList<>();
    for (long[] shape : item.shapes()) {
      operands.add(Operand.of(Seed.of(3).at(operands.size()), shape));
    }
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Tensor[] tensors =
            operands.stream().map(x -> tensor(x.elements, x.shape)).toArray(Tensor[]::new);
        for (int i = 0; i < tensors.length; i++) {
          tensors[i] = tensors[i].reshape(Shape.of(operands.get(i).shape()));
        }
        Tensor found = einsum(item.text(), tensors);
        String[] sides = item.means().split("->", -1);
        String[] parts = sides[0].split(",", -1);
        Map<Character, Long> sizes = sizes(parts, operands);
        long[] shape = sides[1].chars().mapToLong(c -> sizes.get((char) c)).toArray();
        assertEquals(Shape.of(shape), found.shape());
        double[] expected = new double[(int) Shape.of(shape).elements()];
        for (int at = 0; at < total(sizes); at++) {
          Map<Character, Integer> values = digits(at, sizes);
          double product = 1;
          for (int i = 0; i < parts.length; i++) {
            product *= operands.get(i).at(parts[i], values);
          }
          int place = 0;
          for (char letter : sides[1].toCharArray()) {
            place = (int) (place * sizes.get(letter) + values.get(letter));
          }
          expected[place] += product;
        }
        assertArrayEquals(expected, found.toDoubles());
        return true;
      });
    }
  }

  private static Map<Character, Long> sizes(String[] parts, List<Operand> operands) {
    Map<Character, Long> sizes = new TreeMap<>();
    for (int i = 0; i < parts.length; i++) {
      for (int axis = 0; axis < parts[i].length(); axis++) {
        sizes.merge(
            parts[i].charAt(axis),
            operands.get(i).shape[axis],
            (a, b) -> a == 0 || b == 0 ? 0 : Math.max(a, b));
      }
    }
    return sizes;
  }

  private static long total(Map<Character, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
  }

  private static Map<Character, Integer> digits(int number, Map<Character, Long> sizes) {
    Map<Character, Integer> digits = new TreeMap<>();
    int rest = number;
    for (var entry : sizes.entrySet()) {
      digits.put(entry.getKey(), (int) (rest % entry.getValue()));
      rest = (int) (rest / entry.getValue());
    }
    return digits;
  }

  @Test
  void whatIsMalformedIsRefused() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Tensor a = tensor(new float[6], 2, 3);
        refuses("names 1 operands, there are 2", "ij->i", a, a);
        refuses("'ijk' names 3 axes, its operand is [2, 3]", "ijk->i", a);
        refuses("'i' names 1 axes", "i", a);
        refuses("'...ijk' names 3 axes", "...ijk", a);
        refuses("'j' is 3 and 2 long", "ij,jk->ik", a, a);
        refuses("'i' is 2 and 3 long", "ii", a);
        refuses("the result's 'z' is no operand's", "ij->iz", a);
        refuses("the result names 'i' twice", "ij->ii", a);
        refuses("'1' is no letter", "1j->j", a);
        refuses("'.' is no letter", "..", a);
        refuses("'>' is no letter", "ij->j>", a);
        refuses("'...' is 2 and 3 long", "...,...", a, tensor(new float[9], 3, 3));
        return true;
      });
    }
  }

  private static void refuses(String why, String text, Tensor... operands) {
    String says = assertThrows(ShapeException.class, () -> einsum(text, operands)).getMessage();
    assertTrue(says.contains("einsum '" + text + "': ") && says.contains(why), says);
  }
}
