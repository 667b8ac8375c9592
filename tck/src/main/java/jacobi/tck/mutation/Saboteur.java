package jacobi.tck.mutation;

import jacobi.Options;

/// One defect over a correct backend.
///
/// @param id its number, which is never used again: `S` of the kit's own list, `G` of the defects
///   that were tried on PyTorch's gradient checker
/// @param selection the category that must see it, on its op, as in `C10/SUB`; empty if the defect
///   has no place
/// @param op what the message of the failure must name
/// @param defect what is wrong, in a line; or why it has no place
/// @param plant how it is planted
public record Saboteur(String id, String selection, String op, String defect, Plant plant) {

  /// A defect that must be seen on the op of its selection.
  static Saboteur of(String id, String selection, String defect, Plant plant) {
    String op = selection.substring(selection.indexOf('/') + 1);
    return new Saboteur(id, selection, op, defect, plant);
  }

  /// The same, where the selection does not name the op.
  Saboteur naming(String other) {
    return new Saboteur(id, selection, other, defect, plant);
  }

  /// A defect that has no place here, because.
  static Saboteur none(String id, String defect, String why) {
    return new Saboteur(id, "", "", defect + ": " + why, Plant.none());
  }

  /// True if there is a place for it.
  public boolean isApplicable() {
    return plant.seam() != Seam.NONE;
  }

  /// Options with the defect.
  public Options in(Options options) {
    return plant.change().apply(options);
  }
}
