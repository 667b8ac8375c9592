package jacobi.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.random.Seed;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  @TempDir Path folder;

  private Safetensors saved(Module layer) {
    Path file = folder.resolve("x.safetensors");
    Weights.save(layer, file, Map.of());
    return Safetensors.read(file);
  }

  @Test
  void whatWasSavedIsLoadedBitForBit() {
    Linear layer = Linear.of(5, 3, Seed.of(1));
    Linear other = Linear.of(5, 3, Seed.of(2));
    Weights.load(other, saved(layer));
    assertArrayEquals(layer.weight().get().toFloats(), other.weight().get().toFloats());
  }

  @Test
  void otherShapesAreRefusedAndNothingIsChanged() {
    Linear wide = Linear.of(5, 4, Seed.of(2));
    float[] before = wide.weight().get().toFloats();
    var file = saved(Linear.of(5, 3, Seed.of(1)));
    var error = assertThrows(FileException.class, () -> Weights.load(wide, file));
    assertTrue(error.getMessage().contains("weight"), error.getMessage());
    assertArrayEquals(before, wide.weight().get().toFloats());
  }

  @Test
  void otherNamesAreRefused() {
    var file = saved(Linear.of(5, 3, Seed.of(1)));
    var nested = Sequential.of(Linear.of(5, 3, Seed.of(1)));
    assertThrows(FileException.class, () -> Weights.load(nested, file));
  }

  @Test
  void everythingThatDoesNotFitIsListedInOneError() {
    var file = saved(Linear.of(5, 3, Seed.of(1)));
    var nested = Sequential.of(Linear.of(5, 3, Seed.of(1)));
    String text = assertThrows(FileException.class, () -> Weights.load(nested, file)).getMessage();
    assertTrue(text.contains("the file lacks 'layers.0.weight', 'layers.0.bias'"), text);
    assertTrue(text.contains("the file has 'bias', 'weight', the model does not"), text);
    Linear wide = Linear.of(4, 2, Seed.of(2));
    text = assertThrows(FileException.class, () -> Weights.load(wide, file)).getMessage();
    assertTrue(text.contains("'weight' is F32 [3, 5] in the file, F32 [2, 4] in the model"), text);
    assertTrue(text.contains("'bias' is F32 [3] in the file, F32 [2] in the model"), text);
  }

  @Test
  void partialLoadingTakesWhatFitsAndSaysWhatDidNot() {
    Linear body = Linear.of(5, 4, Seed.of(1));
    var file = saved(Sequential.of(body, Linear.of(4, 3, Seed.of(2))));
    Linear head = Linear.of(4, 2, Seed.of(4));
    Linear fresh = Linear.of(5, 4, Seed.of(3));
    float[] before = head.weight().get().toFloats();
    var match = Weights.loadMatching(Sequential.of(fresh, head), file);
    assertEquals(List.of("layers.0.weight", "layers.0.bias"), match.loaded());
    assertEquals(2, match.misfit().size(), match.complaints());
    assertArrayEquals(body.weight().get().toFloats(), fresh.weight().get().toFloats());
    assertArrayEquals(before, head.weight().get().toFloats());
  }

  @Test
  void aFileThatSharesNothingIsRefusedByPartialLoadingToo() {
    var file = saved(Linear.of(5, 3, Seed.of(1)));
    Linear other = Linear.of(2, 2, Seed.of(1));
    assertThrows(FileException.class, () -> Weights.loadMatching(other, file));
  }

  @Test
  void everyTypeIsSavedAndLoadedBitForBit() {
    var model =
        new Kinds(
            State.of(Jacobi.tensor(new double[] {1e300, -0.0, Double.NaN})),
            State.of(Jacobi.tensor(new long[] {Long.MIN_VALUE, 7})),
            State.of(Jacobi.tensor(new int[] {-1, 2})),
            State.of(Jacobi.tensor(new boolean[] {true, false, true})));
    var other =
        new Kinds(
            State.of(Jacobi.full(0, Shape.of(3), DType.F64)),
            State.of(Jacobi.full(0, Shape.of(2), DType.I64)),
            State.of(Jacobi.full(0, Shape.of(2), DType.I32)),
            State.of(Jacobi.tensor(new boolean[3])));
    Path file = folder.resolve("x.safetensors");
    Weights.save(model, file, Map.of());
    Weights.load(other, Safetensors.read(file));
    assertArrayEquals(new double[] {1e300, -0.0, Double.NaN}, other.doubles.get().toDoubles());
    assertArrayEquals(new long[] {Long.MIN_VALUE, 7}, other.longs.get().toLongs());
    assertArrayEquals(new int[] {-1, 2}, other.ints.get().toInts());
    assertArrayEquals(new boolean[] {true, false, true}, other.truths.get().toBooleans());
  }

  record Kinds(State doubles, State longs, State ints, State truths) implements Module {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }
}
