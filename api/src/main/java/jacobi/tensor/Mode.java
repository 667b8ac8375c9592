package jacobi.tensor;

import jacobi.spi.DeviceException;
import jacobi.type.JacobiException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What holds while a block runs, on the thread that runs it: whether gradients are recorded,
/// whether the block trains, where randomness comes from, which device and memory scope are used.
///
/// Read once, when an op is built; kernels and workers never see it. Unbound means recording, and
/// evaluation.
public final class Mode {
  private static final ScopedValue<Mode> CURRENT = ScopedValue.newInstance();
  private static final Mode INITIAL = new Mode(true, null, null, null);

  private final boolean recording;
  private final @Nullable RandomStream training;
  private final @Nullable Engine engine;
  private final @Nullable Scope scope;

  private Mode(
      boolean recording,
      @Nullable RandomStream training,
      @Nullable Engine engine,
      @Nullable Scope scope) {
    this.recording = recording;
    this.training = training;
    this.engine = engine;
    this.scope = scope;
  }

  /// What holds on this thread.
  public static Mode current() {
    return CURRENT.isBound() ? CURRENT.get() : INITIAL;
  }

  /// True in a block run by [#training].
  public static boolean isTraining() {
    return current().training != null;
  }

  /// Runs a block as training: dropout drops, batch statistics are used.
  ///
  /// @param stream where the block's randomness comes from
  public static <T extends @Nullable Object> T training(RandomStream stream, Supplier<T> block) {
    Mode mode = current();
    return new Mode(mode.recording, stream, mode.engine, mode.scope).call(block);
  }

  /// Runs a block as evaluation.
  public static <T extends @Nullable Object> T evaluation(Supplier<T> block) {
    Mode mode = current();
    return new Mode(mode.recording, null, mode.engine, mode.scope).call(block);
  }

  /// Runs a block whose ops are not recorded.
  public static <T extends @Nullable Object> T noGrad(Supplier<T> block) {
    Mode mode = current();
    return mode.recording
        ? new Mode(false, mode.training, mode.engine, mode.scope).call(block)
        : block.get();
  }

  /// Runs a block whose ops are recorded, also inside [#noGrad].
  public static <T extends @Nullable Object> T recording(Supplier<T> block) {
    Mode mode = current();
    return mode.recording
        ? block.get()
        : new Mode(true, mode.training, mode.engine, mode.scope).call(block);
  }

  /// Runs a block whose factories use an engine. One that wraps it stays.
  ///
  /// @throws DeviceException if what is written down to run again is to change its device
  public static <T extends @Nullable Object> T on(Engine engine, Supplier<T> block) {
    Mode mode = current();
    Engine outer = mode.engine;
    if (outer != null && outer.wraps(engine)) {
      return block.get();
    }
    if (outer != null && outer.rank() > engine.rank()) {
      throw new DeviceException(
          "a step that runs again stays on %s: choose %s around it, not inside"
              .formatted(outer.device(), engine.device()));
    }
    return new Mode(mode.recording, mode.training, engine, mode.scope).call(block);
  }

  Mode with(Scope inner) {
    return new Mode(recording, training, engine, inner);
  }

  /// Runs a block again that ran under this mode: as training or not, recorded, in the memory scope
  /// that holds now.
  ///
  /// @param factories what factories use
  public <T extends @Nullable Object> T again(Engine factories, Supplier<T> block) {
    return new Mode(true, training, factories, current().scope).call(block);
  }

  /// Runs a block under this mode.
  public <T extends @Nullable Object> T call(Supplier<T> block) {
    return ScopedValue.where(CURRENT, this).call(block::get);
  }

  /// True if this is training.
  public boolean isTrainingHere() {
    return training != null;
  }

  /// True if ops are recorded.
  public boolean isRecording() {
    return recording;
  }

  /// The engine factories use, if a block chose one.
  public @Nullable Engine engine() {
    return engine;
  }

  /// The memory scope, if there is one.
  public @Nullable Scope scope() {
    return scope;
  }

  /// Where this training step's randomness comes from.
  ///
  /// @throws JacobiException outside of training
  public RandomStream random() {
    if (training == null) {
      throw new JacobiException(
          "random numbers are drawn outside of training: run the step in Mode.training(stream, …)");
    }
    return training;
  }
}
