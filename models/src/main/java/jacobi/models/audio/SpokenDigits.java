package jacobi.models.audio;

import jacobi.models.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Recordings of people who say a digit: the Free Spoken Digit Dataset (Zohar Jackson and others,
/// CC BY-SA 4.0), read from a zip file whose entries are called `DIGIT_SPEAKER_INDEX.wav`.
///
/// Nothing is unpacked to the disk, so no name in the zip file matters as a path; the number of
/// entries and their size when inflated are bounded.
///
/// @param recordings by digit, speaker and index
public record SpokenDigits(List<Recording> recordings) {
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_BYTES = 1 << 22;
  private static final long MAX_TOTAL = 1L << 30;
  private static final int TEST = 5;
  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?([0-9])_([a-z]+)_([0-9]{1,6})\\.wav", Pattern.CASE_INSENSITIVE);

  /// One recording.
  ///
  /// @param digit what is said, 0 to 9
  /// @param speaker who says it
  /// @param index the speaker's recordings of the digit are counted from 0
  /// @param sound how it sounds
  public record Recording(int digit, String speaker, int index, Wav sound) {}

  /// Sorts the recordings.
  public SpokenDigits {
    recordings =
        recordings.stream()
            .sorted(
                Comparator.comparingInt(Recording::digit)
                    .thenComparing(Recording::speaker)
                    .thenComparingInt(Recording::index))
            .toList();
  }

  /// Reads a zip file.
  ///
  /// @throws DataException if it cannot be read, is damaged, too large, or has no recordings
  public static SpokenDigits read(Path file) {
    List<Recording> recordings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new DataException("%s: %d entries are too many".formatted(file, zip.size()));
      }
      long total = 0;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Matcher name = NAME.matcher(entry.getName());
        if (!name.matches()) {
          continue;
        }
        byte[] content = content(zip, entry, file);
        total += content.length;
        String key = name.group(1) + "_" + name.group(2) + "_" + Integer.valueOf(name.group(3));
        if (total > MAX_TOTAL || !seen.add(key)) {
          throw new DataException(
              "%s: %s is there twice, or all is too much".formatted(file, entry.getName()));
        }
        recordings.add(
            new Recording(
                Integer.parseInt(name.group(1)),
                name.group(2),
                Integer.parseInt(name.group(3)),
                Wav.parse(content, file + ": " + entry.getName())));
      }
    } catch (IOException failed) {
      throw new DataException("%s: cannot be read: %s".formatted(file, failed), failed);
    } catch (OutOfMemoryError full) {
      throw new DataException("%s: does not fit on the heap: raise -Xmx".formatted(file), full);
    }
    if (recordings.isEmpty()) {
      throw new DataException("%s: no entry is called like 7_jackson_32.wav".formatted(file));
    }
    return new SpokenDigits(recordings);
  }

  /// Reads no more than the bound, whatever the entry says of its size, and checks its sum, which
  /// the JDK leaves out.
  private static byte[] content(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    byte[] content;
    try (InputStream in = zip.getInputStream(entry)) {
      content = in.readNBytes(MAX_BYTES + 1);
    }
    if (content.length > MAX_BYTES) {
      throw new DataException(
          "%s: %s is longer than %d bytes".formatted(file, entry.getName(), MAX_BYTES));
    }
    var sum = new CRC32();
    sum.update(content);
    if (sum.getValue() != entry.getCrc()) {
      throw new DataException("%s: %s is damaged".formatted(file, entry.getName()));
    }
    return content;
  }

  /// The recordings to learn from: index 5 and above, as the data set's authors say.
  public List<Recording> train() {
    return recordings.stream().filter(recording -> recording.index >= TEST).toList();
  }

  /// The recordings to be judged by: index 0 to 4.
  public List<Recording> test() {
    return recordings.stream().filter(recording -> recording.index < TEST).toList();
  }

  /// The names of the speakers.
  public Set<String> speakers() {
    Set<String> speakers = new TreeSet<>();
    recordings.forEach(recording -> speakers.add(recording.speaker));
    return speakers;
  }

  /// The recordings of one speaker, to be judged by when the others are learned from.
  public List<Recording> of(String speaker) {
    return recordings.stream().filter(recording -> recording.speaker.equals(speaker)).toList();
  }

  /// The recordings of all speakers but one.
  public List<Recording> without(String speaker) {
    return recordings.stream().filter(recording -> !recording.speaker.equals(speaker)).toList();
  }
}
