package planted.models.nn;

import planted.models.data.Images;

/// One half of a cycle inside the models.
public final class Layer {
  Images images;
}
