package jacobi.tck.cases;

import jacobi.random.Seed;
import jacobi.random.Stream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The decisions a case is made of, one small number each; 0 is the simplest.
///
/// Drawn from a stream of their own, or given: a list that was written down makes the same case
/// again, and one of smaller numbers makes a smaller case.
public final class Choices {
  /// More cases are never counted.
  private static final long LONGEST = 1 << 20;

  private final @Nullable Stream random;
  private final List<Integer> given;
  private final int number;
  private final List<Integer> made = new ArrayList<>();
  private long period = 1;

  private Choices(@Nullable Stream random, List<Integer> given, int number) {
    this.random = random;
    this.given = given;
    this.number = number;
  }

  /// The decisions of case `number` of a test.
  public static Choices drawn(long seed, String test, int number) {
    return new Choices(Seed.of(seed).at(test).at(number).stream(), List.of(), number);
  }

  /// Decisions that were made before; those that are missing are 0.
  public static Choices given(List<Integer> made) {
    return new Choices(null, List.copyOf(made), 0);
  }

  /// A number from 0 to before `count`.
  public int below(int count) {
    return decide(count, random == null ? 0 : random.nextInt(count));
  }

  /// A number from 0 to before `count`, every one of them within so many cases: what matters most
  /// is not left to luck. Two such decisions of `a` and `b` members go through their pairs within
  /// `a·b` cases: both step on with each case, and the second once more whenever they would begin
  /// anew.
  public int spread(int count) {
    long whole = period / gcd(period, count) * count;
    long again = period == 1 ? 0 : number / whole;
    long at = (number + again) % count;
    period = Math.min(period * count, LONGEST);
    return decide(count, (int) at);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private int decide(int count, int drawn) {
    int place = made.size();
    int wanted = random != null ? drawn : place < given.size() ? given.get(place) : 0;
    int one = Math.min(wanted, count - 1);
    made.add(one);
    return one;
  }

  /// A member of a list, drawn.
  public <T> T among(List<T> members) {
    return members.get(below(members.size()));
  }

  /// A member of a list, every one within as many cases.
  public <T> T spread(List<T> members) {
    return members.get(spread(members.size()));
  }

  /// True or false; false is simpler.
  public boolean flag() {
    return below(2) == 1;
  }

  /// What was decided so far.
  public List<Integer> made() {
    return List.copyOf(made);
  }
}
