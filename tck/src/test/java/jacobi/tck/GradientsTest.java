package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Gradients of order 1 and 2 of every differentiable op agree with numerical derivatives.
class GradientsTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
    System.out.printf("tested on %s%n%s", session.device(), session.report().table());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @TestFactory
  Stream<DynamicTest> firstOrder() {
    return GradientCases.all().stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.name(),
                () ->
                    session.run(() -> {
                      double worst = GradientCheck.first(session, item.function(), item.inputs());
                      assertTrue(worst <= 1, item.name());
                      return null;
                    })));
  }

  @TestFactory
  Stream<DynamicTest> secondOrder() {
    return GradientCases.all().stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.name(),
                () ->
                    session.run(() -> {
                      double worst = GradientCheck.second(session, item.function(), item.inputs());
                      assertTrue(worst <= 1, item.name());
                      return null;
                    })));
  }

  @Test
  void everyOpOfTheVocabularyHasACase() {
    var wanted = new TreeSet<String>();
    Arrays.stream(Unary.values()).map(Unary::name).forEach(wanted::add);
    Arrays.stream(Binary.values())
        .filter(op -> !op.isBitwise() && !op.isComparison())
        .map(Binary::name)
        .forEach(wanted::add);
    Arrays.stream(Activation.values()).map(Activation::name).forEach(wanted::add);
    wanted.remove("NOT");
    wanted.addAll(
        List.of(
            "WHERE",
            "REDUCE_SUM",
            "REDUCE_MAX",
            "REDUCE_MIN",
            "MATMUL",
            "GATHER",
            "SCATTER_ADD",
            "FOLD",
            "CAST",
            "COPY",
            "RESHAPE",
            "PERMUTE",
            "EXPAND",
            "SLICE",
            "FLIP",
            "UNFOLD",
            "PAD",
            "CONCAT",
            "SPLIT",
            "LINEAR",
            "LEAKY_RELU",
            "ELU",
            "SOFTMAX",
            "LOG_SOFTMAX",
            "CROSS_ENTROPY",
            "MEAN_SQUARED_ERROR",
            "LOG_SUM_EXP",
            "LAYER_NORM",
            "RMS_NORM",
            "BATCH_NORM",
            "BATCH_NORM_TRAINING",
            "GROUP_NORM",
            "CONV2D",
            "MAX_POOL2D",
            "AVG_POOL2D",
            "CONV2D_BACKWARD_INPUT",
            "CONV2D_BACKWARD_WEIGHT",
            "conv1d",
            "convTranspose1d",
            "avgPool1d",
            "maxPool1d",
            "unfold",
            "fold",
            "adaptiveAvgPool2d",
            "adaptiveMaxPool2d",
            "interpolate",
            "pad",
            "DROPOUT",
            "ATTENTION",
            "EMBEDDING",
            "LSTM",
            "LSTM_CELL",
            "GRU",
            "GRU_CELL",
            "SGD_STEP",
            "ADAM_STEP",
            "ADAMW_STEP",
            "NESTEROV_STEP",
            "RMSPROP_STEP",
            "ADAGRAD_STEP",
            "LION_STEP",
            "MULTI_SGD_STEP",
            "CLIP_NORM",
            "CUM_SUM",
            "CUM_PROD",
            "PROD",
            "SORT",
            "TOP_K"));
    var found = new TreeSet<String>();
    GradientCases.all().forEach(item -> found.add(item.op()));
    assertEquals(wanted, found);
  }
}
