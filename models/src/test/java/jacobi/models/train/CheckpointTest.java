package jacobi.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.data.Augmentation;
import jacobi.models.data.Digits;
import jacobi.models.data.Images;
import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Safetensors.Entry;
import jacobi.models.io.Weights;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Schedule;
import jacobi.models.optim.Sgd;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is saved and taken up again is the run that never stopped: the same bits.
class CheckpointTest {
  private static final Images IMAGES = Digits.generate(Seed.of(5), 220, 10).train();
  private static final Map<String, String> ABOUT = Map.of("model", "mlp");

  @TempDir Path folder;

  /// Four epochs of seven steps.
  private static final class Setup {
    Classifier kind = Classifier.MLP;
    Function<Module, Optimizer> optimizer = model -> Adam.of(model, 2e-3);
    Images images = IMAGES.first(200);
    Seed seed = Seed.of(1);
    Schedule schedule = Schedule.cosine().warmUp(0.1);
    int epochs = 4;
    Regularization regularization = Regularization.NONE;
    Watch watch = Watch.nothing().withValidation(IMAGES.range(200, 220)).withBest().withNorms();

    Trainer trainer() {
      Module model = kind.of(Seed.of(1));
      var plan = new Trainer.Plan(epochs, 30, 2e-3, schedule, regularization);
      return new Trainer(model, optimizer.apply(model), images, plan, seed, watch);
    }
  }

  /// All a run leaves, as the bytes of a file; the weights first.
  private byte[] bytes(Trainer trainer) throws IOException {
    Path file = folder.resolve("bytes");
    Checkpoint.of(trainer, ABOUT).write(file);
    return Files.readAllBytes(file);
  }

  private byte[] weights(Trainer trainer) throws IOException {
    Path file = folder.resolve("weights");
    Weights.save(trainer.model, file, Map.of());
    return Files.readAllBytes(file);
  }

  private static Trainer finished(Trainer trainer) {
    while (!trainer.isFinished()) {
      trainer.epoch(step -> {});
    }
    return trainer;
  }

  /// A run that stopped after so many steps of its third epoch, as read from a file.
  private Safetensors stopped(Setup setup, int steps) {
    Trainer trainer = setup.trainer();
    trainer.epoch(step -> {});
    trainer.epoch(step -> {});
    if (steps > 0) {
      trainer.epoch(step -> {
        if (step.step() == steps) {
          trainer.stop();
        }
      });
    }
    Path file = folder.resolve("run");
    Checkpoint.of(trainer, ABOUT).write(file);
    return Safetensors.read(file);
  }

  private void goesOn(Setup setup, int steps) throws IOException {
    Trainer straight = finished(setup.trainer());
    Trainer resumed = setup.trainer();
    Checkpoint.resume(resumed, stopped(setup, steps), ABOUT);
    assertEquals(3, resumed.place().epoch());
    assertEquals(steps, resumed.place().tally().steps());
    finished(resumed);
    assertArrayEquals(weights(straight), weights(resumed));
    assertArrayEquals(bytes(straight), bytes(resumed));
    assertEquals(straight.place(), resumed.place());
    assertEquals(4, straight.place().history().epochs().size());
  }

  @Test
  void twoEpochsAndTwoAreFour() throws IOException {
    goesOn(new Setup(), 0);
  }

  @Test
  void aRunStoppedWithinAnEpochGoesOnWithinIt() throws IOException {
    for (int steps : new int[] {1, 5}) {
      goesOn(new Setup(), steps);
    }
  }

  @Test
  void theMomentumOfDescentGoesOn() throws IOException {
    var setup = new Setup();
    setup.optimizer = model -> Sgd.of(model, 2e-3, 0.9, 1e-4);
    setup.watch = Watch.nothing();
    goesOn(setup, 3);
  }

  @Test
  void batchNormDropoutAugmentationAndPenaltiesGoOn() throws IOException {
    for (Classifier kind : List.of(Classifier.CNN_BN, Classifier.RESNET)) {
      var setup = new Setup();
      setup.kind = kind;
      setup.images = IMAGES.first(60);
      setup.optimizer = model -> Sgd.of(model, 2e-3, 0.9, 0);
      setup.schedule = Schedule.oneCycle();
      setup.watch = setup.watch.withPatience(3);
      setup.regularization =
          new Regularization(new Augmentation(2, 10, 0.1, true, 0.01), 0.1, 1e-5, 1e-4);
      goesOn(setup, 1);
    }
  }

  /// A rate too small to change a weight: no epoch is better than the first.
  @Test
  void aRunWithoutBetterEpochsEndsAndStaysAtItsEnd() {
    var setup = new Setup();
    setup.optimizer = model -> Sgd.of(model, 1e-30);
    setup.schedule = progress -> 1e-30;
    setup.epochs = 6;
    setup.watch = setup.watch.withPatience(2);
    Trainer trainer = finished(setup.trainer());
    assertEquals(3, trainer.place().history().epochs().size());
    assertEquals(1, trainer.place().history().best().number());
    Trainer again = setup.trainer();
    assertFalse(again.isFinished());
    Checkpoint.resume(again, Checkpoint.of(trainer, ABOUT), ABOUT);
    assertTrue(again.isFinished());
    setup.watch = setup.watch.withPatience(0);
    assertEquals(6, finished(setup.trainer()).place().history().epochs().size());
  }

  private String refused(Setup other, Safetensors file) throws IOException {
    Trainer trainer = other.trainer();
    byte[] before = bytes(trainer);
    String text =
        assertThrows(FileException.class, () -> Checkpoint.resume(trainer, file, ABOUT))
            .getMessage();
    assertArrayEquals(before, bytes(trainer));
    return text;
  }

  @Test
  void otherRunsAreRefusedAndSaidToBeOther() throws IOException {
    Safetensors file = stopped(new Setup(), 0);
    var seeded = new Setup();
    seeded.seed = Seed.of(2);
    assertTrue(refused(seeded, file).contains("of another run: stream is"), refused(seeded, file));
    var fed = new Setup();
    fed.images = IMAGES.range(10, 210);
    assertTrue(refused(fed, file).contains("images is "));
    var longer = new Setup();
    longer.epochs = 5;
    assertTrue(refused(longer, file).contains("epochs is 4 in the file, 5 here"));
    var steady = new Setup();
    steady.schedule = Schedule.constant();
    assertTrue(refused(steady, file).contains("schedule is "));
    var decayed = new Setup();
    decayed.optimizer = model -> Adam.decoupled(model, 2e-3, 0.1);
    assertTrue(
        refused(decayed, file).contains("optimizer is adam, decay 0.0 in the file, adamw, decay"));
    var smoothed = new Setup();
    smoothed.regularization = new Regularization(Augmentation.NONE, 0.1, 0, 0);
    assertTrue(refused(smoothed, file).contains("regularization is "));
    var patient = new Setup();
    patient.watch = patient.watch.withPatience(2);
    assertTrue(refused(patient, file).contains("patience is 0 in the file, 2 here"));
    var convolving = new Setup();
    convolving.kind = Classifier.CNN;
    assertTrue(refused(convolving, file).contains("learned is hidden.weight"));
    assertTrue(
        assertThrows(
                FileException.class,
                () -> Checkpoint.resume(new Setup().trainer(), file, Map.of("model", "cnn")))
            .getMessage()
            .contains("model is mlp in the file, cnn here"));
  }

  private static Safetensors changed(Safetensors file, String name, String value) {
    Map<String, String> metadata = new HashMap<>(file.metadata());
    metadata.put(name, value);
    return new Safetensors(metadata, file.arrays());
  }

  @Test
  void damagedNumbersAreNamed() throws IOException {
    Safetensors file = stopped(new Setup(), 2);
    Map<String, List<String>> wrong =
        Map.of(
            "epoch", List.of("0", "6", "4", "three", ""),
            "step", List.of("-1", "7", "2.5", "0"),
            "seen", List.of("-1", "201"),
            "correct", List.of("61"),
            "loss", List.of("much"),
            "norms", List.of("1 2", "1 2 3 x"),
            "optimizer_steps", List.of("-1", "9999999999999999999"),
            "random", List.of("-4"),
            "history", List.of("", "epoch", "epoch,loss,accuracy,validation_loss"),
            "format", List.of("jacobi-checkpoint-1", "jacobi"));
    for (var entry : wrong.entrySet()) {
      for (String value : entry.getValue()) {
        String text = refused(new Setup(), changed(file, entry.getKey(), value));
        assertTrue(text.startsWith("it") || text.startsWith("its "), text);
      }
    }
    assertTrue(refused(new Setup(), changed(file, "epoch", "6")).contains("wanted 1 to 5"));
  }

  @Test
  void arraysThatAreMissingOrTooManyAreListed() throws IOException {
    Safetensors file = stopped(new Setup(), 2);
    Map<String, Entry> arrays = new HashMap<>(file.arrays());
    Entry bias = arrays.remove("optimizer.first.out.bias");
    arrays.put("optimizer.third.out.bias", bias);
    arrays.remove("model.hidden.bias");
    String text = refused(new Setup(), new Safetensors(file.metadata(), arrays));
    for (String name :
        List.of("optimizer.first.out.bias", "optimizer.third.out.bias", "model.hidden.bias")) {
      assertTrue(text.contains("'" + name + "'"), text);
    }
    Map<String, Entry> unbest = new HashMap<>(file.arrays());
    unbest.remove("best.out.bias");
    assertTrue(
        refused(new Setup(), new Safetensors(file.metadata(), unbest)).contains("best weights"));
  }

  @Test
  void theBestWeightsAreThoseOfTheBestEpoch() throws IOException {
    Trainer trainer = new Setup().trainer();
    Map<Integer, byte[]> after = new HashMap<>();
    while (!trainer.isFinished()) {
      int epoch = trainer.place().epoch();
      trainer.epoch(step -> {});
      after.put(epoch, weights(trainer));
    }
    History history = trainer.place().history();
    double most =
        history.epochs().stream().mapToDouble(e -> e.validation().accuracy()).max().orElseThrow();
    int first =
        IntStream.rangeClosed(1, 4)
            .filter(i -> history.epochs().get(i - 1).validation().accuracy() == most)
            .findFirst()
            .orElseThrow();
    assertEquals(first, history.best().number());
    new Safetensors(Map.of(), trainer.best()).write(folder.resolve("best"));
    assertArrayEquals(after.get(first), Files.readAllBytes(folder.resolve("best")));
  }
}
