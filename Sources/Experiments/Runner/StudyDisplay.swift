import OptCore
import Synchronization

/// Tells on a terminal or in a log how a study goes on.
///
/// On a terminal a block of lines is redrawn about five times a second below the lines of failed runs; elsewhere
/// there is one line for each finished run. It knows runs but no console: text goes through a closure.
public final class StudyDisplay: Sendable {
  /// How much is told.
  public enum Style: Sendable, Hashable {
    /// A block of lines that is redrawn; for terminals that understand cursor control.
    case live
    /// A line for each finished run.
    case plain
  }

  /// The size of a terminal in characters.
  public struct Size: Sendable, Hashable {
    /// Characters in a line.
    public var columns: Int
    /// Lines.
    public var rows: Int

    /// States a size.
    public init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  private struct State: Sendable {
    var progress: StudyProgress?
    /// Widths of the lines that are on the terminal now, below which the cursor stands.
    var drawn: [Int] = []
    var lastDrawing = -1.0
  }

  private let style: Style
  private let size: @Sendable () -> Size
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())
  /// Seconds between two drawings.
  private static let interval = 0.19

  /// Prepares a display.
  ///
  /// - Parameters:
  ///   - size: the terminal's size now; asked at every drawing, so that a new size is respected at once.
  ///   - write: receives text, in the order in which it has to appear.
  public init(
    _ style: Style, size: @escaping @Sendable () -> Size = { Size(columns: 80, rows: 24) },
    write: @escaping @Sendable (String) -> Void
  ) {
    self.style = style
    self.size = size
    self.write = write
  }

  /// Says something that stays.
  public func say(_ line: String) {
    state.withLock { say(line, &$0) }
  }

  package func begin(_ runs: [PlannedRun], places: Int, remark: String?) {
    state.withLock { state in
      state.progress = StudyProgress(runs, places: places, start: MonotonicClock.now)
      if let remark { say(remark, &state) }
    }
  }

  package func began(_ run: PlannedRun, at place: Int, _ events: RunEvents) {
    state.withLock { $0.progress?.began(run, at: place, events, now: MonotonicClock.now) }
  }

  package func ended(at place: Int) {
    state.withLock { $0.progress?.ended(at: place) }
  }

  package func finished(_ record: RunRecord) {
    state.withLock { state in
      state.progress?.finished(record)
      guard style == .plain || !record.ending.isOrderly, let progress = state.progress else {
        return
      }
      let count = style == .plain ? "[\(progress.done)/\(progress.total)] " : ""
      say(count + StudyText.result(record), &state)
    }
  }

  /// Draws the block when it is time to.
  package func refresh() {
    guard style == .live else { return }
    state.withLock { state in
      let now = MonotonicClock.now
      guard now - state.lastDrawing >= StudyDisplay.interval, let progress = state.progress else {
        return
      }
      state.lastDrawing = now
      let size = size()
      // One column stays free, so that no terminal wraps the line; one row, for the cursor.
      let lines = StudyText.block(
        progress, columns: max(1, size.columns - 1), rows: max(1, size.rows - 1), now: now)
      let text = lines.map { "\u{1B}[2K\($0)\n" }.joined()
      write(StudyDisplay.back(over: state.drawn, size) + text + "\u{1B}[J")
      state.drawn = lines.map { $0.unicodeScalars.count }
    }
  }

  /// Removes the block.
  package func end() {
    state.withLock { clear(&$0) }
  }

  private func say(_ line: String, _ state: inout State) {
    clear(&state)
    write(StudyText.clipped(line, to: 2000) + "\n")
    state.lastDrawing = -1
  }

  private func clear(_ state: inout State) {
    guard !state.drawn.isEmpty else { return }
    write(StudyDisplay.back(over: state.drawn, size()) + "\u{1B}[J")
    state.drawn = []
  }

  /// Moves the cursor to the beginning of the block; a terminal that became narrower has broken its lines.
  private static func back(over drawn: [Int], _ size: Size) -> String {
    let columns = max(1, size.columns)
    let rows = drawn.map { max(1, ($0 + columns - 1) / columns) }.reduce(0, +)
    return rows > 0 ? "\u{1B}[\(rows)F" : ""
  }
}
