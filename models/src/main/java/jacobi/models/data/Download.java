package jacobi.models.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Consumer;

/// Fetches the files of a public image set, only ever when a program asks for it.
///
/// A file is kept only if its content, inflated, has the hash that is known for it; it comes into
/// its place in one step, so a broken connection leaves nothing behind.
public final class Download {
  /// The largest of the files has 26 MB.
  private static final int MAX_BYTES = 1 << 26;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Download() {}

  /// Fetches those files of `images` that `folder` lacks, and makes the folder if there is none.
  ///
  /// @param log takes a line for each file that is fetched
  /// @throws DataException if a file cannot be fetched or stored, or is not the one expected
  public static void into(Path folder, KnownImages images, Consumer<String> log) {
    into(folder, images, URI.create(images.address()), log);
  }

  /// The same from another address, which ends in a slash.
  public static void into(Path folder, KnownImages images, URI address, Consumer<String> log) {
    try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      Files.createDirectories(folder);
      for (var file : ImageFile.values()) {
        Path target = folder.resolve(file.zippedName());
        if (!Files.exists(target) && !Files.exists(folder.resolve(file.fileName()))) {
          URI from = address.resolve(file.zippedName());
          log.accept("fetching " + from);
          byte[] content = fetch(client, from);
          check(content, images, file, from);
          store(content, target);
        }
      }
    } catch (IOException e) {
      throw new DataException("%s: cannot be written: %s".formatted(folder, e), e);
    }
  }

  private static byte[] fetch(HttpClient client, URI from) {
    var request = HttpRequest.newBuilder(from).timeout(PATIENCE).build();
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new DataException(
              "%s: the server answered %d".formatted(from, response.statusCode()));
        }
        byte[] content = body.readNBytes(MAX_BYTES);
        if (body.read() >= 0) {
          throw new DataException("%s: more than %d bytes".formatted(from, MAX_BYTES));
        }
        return content;
      }
    } catch (IOException e) {
      throw new DataException("%s: cannot be fetched: %s".formatted(from, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("%s: interrupted".formatted(from), e);
    }
  }

  private static void check(byte[] content, KnownImages images, ImageFile file, URI from) {
    String hash = KnownImages.hash(Idx.parse(content, from.toString()));
    if (!hash.equals(images.hash(file))) {
      throw new DataException(
          "%s: not the file expected: its content has SHA-256 %s, wanted %s"
              .formatted(from, hash, images.hash(file)));
    }
  }

  private static void store(byte[] content, Path target) throws IOException {
    Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), "fetched", ".part");
    try {
      Files.write(fresh, content);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
