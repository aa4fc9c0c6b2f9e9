import OptCore

/// Reads the gaps of a buffer: `p-q` or `p-q@w:z`, separated by blanks.
enum GapReader {
  /// Reads a cell.
  ///
  /// - Parameter shift: what is added to the ends of gaps.
  /// - Throws: `InstanceError` at the gap that is malformed, meets another one, or leaves the life or the size of the buffer.
  static func read(
    _ cell: Range<Int>, of buffer: Buffer, _ scanner: CSVScanner, shift: Int
  ) throws(InstanceError) -> [Buffer.Gap] {
    var gaps: [(gap: Buffer.Gap, place: Range<Int>)] = []
    for item in items(of: cell, scanner) {
      guard let (times, window) = parse(scanner.text(item), shift) else {
        throw scanner.error(
          item, "found gap \(scanner.shown(item)), expected first-last or first-last@low:high")
      }
      guard times.0 < times.1, times.0 >= buffer.lower, times.1 <= buffer.upper else {
        throw scanner.error(
          item,
          "found gap \(scanner.shown(item)), expected one within the life"
            + " \(buffer.lower) to \(buffer.upper) of buffer \(quoted(buffer.id))")
      }
      var gap = Buffer.Gap(times.0..<times.1)
      if let window {
        guard 0 <= window.0, window.0 < window.1, window.1 <= buffer.size else {
          throw scanner.error(
            item,
            "found window \(window.0):\(window.1), expected one within the size"
              + " \(buffer.size) of buffer \(quoted(buffer.id))")
        }
        gap.window = window.0..<window.1
      }
      gaps.append((gap, item))
    }
    gaps.sort { $0.gap.times.lowerBound < $1.gap.times.lowerBound }
    for (first, second) in zip(gaps, gaps.dropFirst())
    where first.gap.times.upperBound > second.gap.times.lowerBound {
      throw scanner.error(
        second.place,
        "found gap \(scanner.shown(second.place)), expected one that does not meet"
          + " \(scanner.shown(first.place))")
    }
    return gaps.map(\.gap)
  }

  private static func items(of cell: Range<Int>, _ scanner: CSVScanner) -> [Range<Int>] {
    let bytes = scanner.source.bytes
    var items: [Range<Int>] = []
    var start = cell.lowerBound
    for index in cell.lowerBound...cell.upperBound
    where index == cell.upperBound || bytes[index] == 0x20 || bytes[index] == 0x09 {
      if index > start { items.append(start..<index) }
      start = index + 1
    }
    return items
  }

  private static func parse(_ text: String, _ shift: Int) -> (
    times: (Int, Int), window: (Int, Int)?
  )? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, let times = pair(parts[0], separator: "-"),
      case let (end, overflow) = times.1.addingReportingOverflow(shift), !overflow
    else { return nil }
    guard parts.count == 2 else { return ((times.0, end), nil) }
    guard let window = pair(parts[1], separator: ":") else { return nil }
    return ((times.0, end), window)
  }

  /// Two integers with a separator between them; either may have a minus sign.
  private static func pair(_ text: Substring, separator: Character) -> (Int, Int)? {
    guard let first = text.first else { return nil }
    let rest = text.dropFirst()
    guard let place = rest.firstIndex(of: separator), let low = Int(String(first) + rest[..<place]),
      let high = Int(rest[rest.index(after: place)...])
    else { return nil }
    return (low, high)
  }
}
