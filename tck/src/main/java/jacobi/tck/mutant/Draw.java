package jacobi.tck.mutant;

import jacobi.random.Seed;
import jacobi.random.Stream;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What is changed: so many points, by lot.
///
/// @param backend the id of the correct backend
/// @param except classes that are left alone, as a regular expression
/// @param seed of the lot
/// @param count how many points
record Draw(String backend, String except, long seed, int count) {
  /// The points that were drawn, and what they are points of.
  ///
  /// @param classes the class files of the backend by name
  /// @param all how many points there are
  record Lot(Map<String, byte[]> classes, List<Point> points, int all) {
    /// The class with a point changed.
    byte[] changed(Point point) {
      return Points.changed(bytes(point.type()), point);
    }

    byte[] bytes(String type) {
      return java.util.Objects.requireNonNull(classes.get(type));
    }
  }

  /// Draws; the same each time.
  Lot lot() {
    Map<String, byte[]> classes = ClassFiles.of(backend);
    Pattern leftAlone = Pattern.compile(except);
    List<Point> all = new ArrayList<>();
    classes.forEach((name, bytes) -> {
      if (!leftAlone.matcher(name).find()) {
        all.addAll(Points.of(bytes));
      }
    });
    int size = all.size();
    var lot = new Lot(classes, new ArrayList<>(), size);
    Stream random = Seed.of(seed).at("mutants").stream();
    while (lot.points.size() < count && !all.isEmpty()) {
      int at = random.nextInt(all.size());
      Point point = all.get(at);
      all.set(at, all.getLast());
      all.removeLast();
      // A class that does not load shows nothing about the kit.
      if (ClassFile.of().verify(lot.changed(point)).isEmpty()) {
        lot.points.add(point);
      }
    }
    return lot;
  }
}
