import OptCore
import Synchronization

/// What a run says on standard error while it goes on: events to keep its trajectory, and its last words.
///
/// Events are kept as text and taken apart only when somebody asks, so that listening costs the machine next to
/// nothing. Whatever a process prints, at most a few megabytes are kept.
package final class RunEvents: Sendable {
  /// Bytes of events that are kept; later events replace the last one.
  package static let capacity = 8 << 20
  /// Bytes of a line that are kept; the rest of it is skipped.
  package static let longestLine = 1 << 14
  /// Bytes of other lines that are kept.
  package static let longestLastWords = 2000

  private struct State: Sendable {
    var line: [UInt8] = []
    var events: [UInt8] = []
    /// The last event with an incumbent or a bound.
    var latest: [UInt8] = []
    var isCut = false
    var words: [UInt8] = []
  }

  private let state = Mutex(State())

  /// Nothing was said yet.
  package init() {}

  private static let opening = Array(#"{"event":"#.utf8)
  private static let message = Array(#"{"event":"message""#.utf8)

  /// Takes the next bytes.
  package func take(_ bytes: ArraySlice<UInt8>) {
    state.withLock { state in
      var rest = bytes
      while let end = rest.firstIndex(of: 0x0A) {
        RunEvents.extend(&state.line, with: rest[..<end])
        RunEvents.close(&state)
        rest = rest[(end + 1)...]
      }
      RunEvents.extend(&state.line, with: rest)
    }
  }

  /// The lines after which nothing came are lines as well.
  package func finish() {
    state.withLock { state in
      if !state.line.isEmpty { RunEvents.close(&state) }
      if state.isCut { state.events += state.latest + [0x0A] }
      state.isCut = false
    }
  }

  /// The best objective and bound so far.
  package var latest: (objective: ObjectiveValue?, bound: ObjectiveValue?) {
    let line = state.withLock { $0.latest }
    guard !line.isEmpty, let event = RunEvents.read(line) else { return (nil, nil) }
    return (ObjectiveValue(event["objective"]), ObjectiveValue(event["bound"]))
  }

  /// The improvements in time order.
  package var trajectory: [TrajectoryPoint] {
    state.withLock { $0.events }.split(separator: 0x0A).compactMap { line in
      guard let event = RunEvents.read(Array(line)), let time = event["time"]?.asReal else {
        return nil
      }
      let isBound = event["event"]?.asString == "bound"
      let objective = isBound ? nil : ObjectiveValue(event["objective"])
      let bound = isBound ? ObjectiveValue(event["bound"]) : nil
      guard objective != nil || bound != nil else { return nil }
      return TrajectoryPoint(time: time, objective: objective, bound: bound)
    }
  }

  /// The end of what is no event; nil = nothing.
  package var lastWords: String? {
    let bytes = state.withLock { $0.words }
    let text = String(decoding: bytes.suffix(RunEvents.longestLastWords), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func extend(_ line: inout [UInt8], with bytes: ArraySlice<UInt8>) {
    line += bytes.prefix(max(0, longestLine - line.count))
  }

  private static func close(_ state: inout State) {
    defer { state.line.removeAll(keepingCapacity: true) }
    guard state.line.starts(with: opening) else {
      state.words += state.line + [0x0A]
      if state.words.count > 4 * longestLastWords {
        state.words = Array(state.words.suffix(longestLastWords))
      }
      return
    }
    if state.line.starts(with: message) { return }
    state.latest = state.line
    if state.events.count + state.line.count < capacity {
      state.events += state.line + [0x0A]
    } else {
      state.isCut = true
    }
  }

  private static func read(_ line: [UInt8]) -> JSONValue? {
    try? JSONReader.read(SourceText(file: "<events>", bytes: line))
  }
}

extension ObjectiveValue {
  /// A number of a document; nil for anything else.
  init?(_ value: JSONValue?) {
    switch value {
    case .integer(let value): self = .integer(value)
    case .real(let value): self = .real(value)
    default: return nil
    }
  }
}
