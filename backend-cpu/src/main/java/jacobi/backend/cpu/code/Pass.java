package jacobi.backend.cpu.code;

/// What fused kernels do to many elements at once. Small letters are operands in F32, capital ones
/// numbers in F64: one for all elements or, where the name ends in EACH, one for each.
public enum Pass {
  /// Sums of `x − K` and of its square.
  DEVIATIONS,
  /// `S + (x − K)` and `Q + (x − K)²`, in F64.
  DEVIATIONS_EACH,
  /// Sums of `g` and of `g·(x − M)`.
  SLOPES,
  /// `S + g` and `Q + g·(x − M)`, in F64.
  SLOPES_EACH,
  /// `x·A + B`
  AFFINE,
  /// `x·A + B`
  AFFINE_EACH,
  /// `g·A + (x·B + C)`
  BLEND,
  /// `g·A + (x·B + C)`
  BLEND_EACH,
  /// Two longs of random words by I64 numbers of blocks, one that is added to them, and the key.
  PHILOX,
  /// `w ≥ t ? x·s : 0` by `x`, words `w` and one `t`, both of I32, and one `s`.
  DROPOUT,
  /// One step of an LSTM; see [RecurrentFormulas#lstm].
  LSTM,
  /// Its gradient; see [RecurrentFormulas#lstmBack].
  LSTM_BACK,
  /// One step of a GRU; see [RecurrentFormulas#gru].
  GRU,
  /// Its gradient; see [RecurrentFormulas#gruBack].
  GRU_BACK,
  /// Sum of `x²`.
  SQUARES,
  /// A step of an optimizer; see [StepFormulas].
  SGD,
  /// A step of an optimizer.
  ADAM,
  /// A step of an optimizer.
  ADAMW,
  /// A step of an optimizer.
  NESTEROV,
  /// A step of an optimizer.
  RMSPROP,
  /// A step of an optimizer.
  ADAGRAD,
  /// A step of an optimizer.
  LION;

  SweepFormula formula() {
    return switch (this) {
      case DEVIATIONS -> ChannelFormulas.deviations(false);
      case DEVIATIONS_EACH -> ChannelFormulas.deviations(true);
      case SLOPES -> ChannelFormulas.slopes(false);
      case SLOPES_EACH -> ChannelFormulas.slopes(true);
      case AFFINE -> ChannelFormulas.affine(false);
      case AFFINE_EACH -> ChannelFormulas.affine(true);
      case BLEND -> ChannelFormulas.blend(false);
      case BLEND_EACH -> ChannelFormulas.blend(true);
      case PHILOX -> RandomFormulas.philox();
      case DROPOUT -> RandomFormulas.dropout();
      case LSTM -> RecurrentFormulas.lstm();
      case LSTM_BACK -> RecurrentFormulas.lstmBack();
      case GRU -> RecurrentFormulas.gru();
      case GRU_BACK -> RecurrentFormulas.gruBack();
      case SQUARES -> ChannelFormulas.squares();
      case SGD -> StepFormulas.sgd();
      case ADAM -> StepFormulas.adam(false);
      case ADAMW -> StepFormulas.adam(true);
      case NESTEROV -> StepFormulas.nesterov();
      case RMSPROP -> StepFormulas.rmsProp();
      case ADAGRAD -> StepFormulas.adagrad();
      case LION -> StepFormulas.lion();
    };
  }
}
