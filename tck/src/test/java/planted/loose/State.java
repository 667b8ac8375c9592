package planted.loose;

import java.util.ArrayList;
import java.util.List;

/// State that everybody shares.
final class State {
  static int count;
  static final int[] COUNTS = new int[1];
  static final List<String> NAMES = new ArrayList<>();

  private State() {}
}
