package planted.models.data;

import planted.models.nn.Layer;

/// The other half.
public final class Images {
  Layer layer;
}
