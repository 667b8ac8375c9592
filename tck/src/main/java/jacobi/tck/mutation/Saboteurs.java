package jacobi.tck.mutation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All saboteurs, by number.
public final class Saboteurs {
  private Saboteurs() {}

  /// Those that have a place, and those that have none.
  public static List<Saboteur> all() {
    List<Saboteur> all = new ArrayList<>(GradcheckSaboteurs.all());
    all.addAll(SlopeSaboteurs.all());
    all.addAll(ValueSaboteurs.all());
    all.addAll(KinkSaboteurs.all());
    all.addAll(PlaceSaboteurs.all());
    all.addAll(SizeSaboteurs.all());
    all.addAll(WindowSaboteurs.all());
    all.addAll(PrecisionSaboteurs.all());
    all.addAll(StateSaboteurs.all());
    all.addAll(DeviceSaboteurs.all());
    all.addAll(FurtherSaboteurs.all());
    all.sort(Comparator.comparing(Saboteur::id));
    return List.copyOf(all);
  }
}
