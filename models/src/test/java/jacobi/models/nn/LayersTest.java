package jacobi.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static Tensor input(long... shape) {
    return Initial.normal(Seed.of(8), 1, shape);
  }

  private static void assertClose(Tensor expected, Tensor found) {
    assertEquals(expected.shape(), found.shape());
    assertArrayEquals(expected.toFloats(), found.toFloats(), 1e-5f);
  }

  @Test
  void eachHeadAttendsWithItsOwnPartOfQueriesKeysAndValues() {
    var layer = MultiHeadAttention.of(6, 2, true, 0, 0.5, Seed.of(1));
    Tensor x = input(2, 4, 6);
    Tensor wide = layer.qkv().apply(x);
    Tensor[] heads = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      Tensor q = wide.slice(2, i * 3, i * 3 + 3);
      Tensor k = wide.slice(2, 6 + i * 3, 9 + i * 3);
      Tensor v = wide.slice(2, 12 + i * 3, 15 + i * 3);
      heads[i] = q.scaledDotProductAttention(k, v, null, 0, true);
    }
    assertClose(layer.out().apply(Jacobi.concat(2, heads)), layer.apply(x));
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    var wrong =
        assertThrows(
            ShapeException.class, () -> MultiHeadAttention.of(6, 4, true, 0, 1, Seed.of(1)));
    assertTrue(wrong.getMessage().contains("4 heads"), wrong.getMessage());
  }

  @Test
  void aCausalBlockDoesNotSeeWhatComesLater() {
    var block = TransformerBlock.causal(8, 2, 0.1, Seed.of(1));
    Tensor x = input(1, 5, 8);
    Tensor other = Jacobi.concat(1, x.slice(1, 0, 3), x.slice(1, 3, 5).square());
    assertClose(block.apply(x).slice(1, 0, 3), block.apply(other).slice(1, 0, 3));
    var open = TransformerBlock.of(8, 2, false, 0, Seed.of(1));
    float before = open.apply(x).toFloats()[0];
    assertNotEquals(before, open.apply(other).toFloats()[0]);
  }

  @Test
  void aBlockDropsInTrainingOnly() {
    var block = TransformerBlock.causal(8, 2, 0.5, Seed.of(1));
    Tensor x = input(1, 5, 8);
    assertClose(block.apply(x), block.apply(x));
    Tensor trained = Mode.training(RandomStream.of(Seed.of(3)), () -> block.apply(x));
    assertNotEquals(block.apply(x).toFloats()[0], trained.toFloats()[0]);
  }

  @Test
  void aLayerNormHasMeanZeroAndVarianceOne() {
    float[] y = LayerNorm.of(4).apply(input(1, 4).mul(9).add(5)).toFloats();
    double sum = 0;
    double squares = 0;
    for (float element : y) {
      sum += element;
      squares += element * element;
    }
    assertEquals(0, sum, 1e-5);
    assertEquals(4, squares, 1e-3);
  }

  @Test
  void anEmbeddingHasARowForEachIndex() {
    var layer = Embedding.of(5, 3, Seed.of(1));
    Tensor y = layer.apply(Jacobi.tensor(new int[] {4, 0, 4}, 1, 3));
    assertEquals(Shape.of(1, 3, 3), y.shape());
    assertClose(layer.weight().get().slice(0, 4, 5), y.select(0, 0).slice(0, 2, 3));
  }

  @Test
  void aSequenceGoesOnWhereItsStatesWereKept() {
    Tensor x = input(6, 2, 3);
    Tensor zero = Jacobi.zeros(2, 4);
    var lstm = Lstm.of(3, 4, Seed.of(1));
    List<Tensor> half = lstm.apply(x.slice(0, 0, 2), zero, zero);
    Tensor rest = lstm.apply(x.slice(0, 2, 6), half.get(1), half.get(2)).getFirst();
    assertClose(lstm.apply(x).slice(0, 2, 6), rest);
    var gru = Gru.of(3, 4, Seed.of(1));
    Tensor state = gru.apply(x.slice(0, 0, 2), zero).get(1);
    assertClose(gru.apply(x).slice(0, 2, 6), gru.apply(x.slice(0, 2, 6), state).getFirst());
  }

  @Test
  void recurrentWeightsAreNamedAndBounded() {
    var lstm = Lstm.of(3, 4, Seed.of(1));
    assertEquals(
        List.of("weightIh", "weightHh", "biasIh", "biasHh"), List.copyOf(Cells.of(lstm).keySet()));
    assertEquals(Shape.of(16, 3), lstm.weightIh().shape());
    assertEquals(Shape.of(12, 4), Gru.of(3, 4, Seed.of(1)).weightHh().shape());
    for (float w : lstm.weightHh().get().toFloats()) {
      assertEquals(0, w, 0.5);
    }
  }
}
