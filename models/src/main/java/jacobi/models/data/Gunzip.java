package jacobi.models.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Inflates bytes in memory and, unlike its base class, notices what follows the last member.
final class Gunzip extends GZIPInputStream {
  private static final int TRAILER = 8;

  /// The buffer takes all of `content`, so that what the inflater leaves is all there is left.
  Gunzip(byte[] content) throws IOException {
    super(new ByteArrayInputStream(content), content.length);
  }

  /// Whether something other than a gzip member follows; to be asked at the end of the stream.
  boolean hasTrailingBytes() {
    return inf.getRemaining() != TRAILER;
  }
}
