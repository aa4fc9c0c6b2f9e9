/// The part of a bar that lies in one strip, or a run of bars too narrow to be drawn apart.
struct GanttPiece: Sendable, Hashable {
  /// Index of the (first) bar.
  var bar: Int
  /// Indices of the further bars of a run.
  var others: [Int] = []
  /// How many bars the piece stands for.
  var barCount: Int { 1 + others.count }
  /// Indices of the bars the piece stands for.
  var bars: [Int] { [bar] + others }
  var start: Int
  var end: Int
  /// First late tick in the piece; nil when nothing in it is late.
  var lateStart: Int?
  /// Tardiness of the bar, or the greatest of the run; 0 unless a bar ends in this piece.
  var tardiness: Int
  /// Whether the bar goes on in an earlier strip.
  var continuesBefore = false
  /// Whether the bar goes on in a later strip.
  var continuesAfter = false
}

extension GanttPiece {
  /// All pieces, by strip and lane, each list ascending in time.
  static func all(
    of chart: GanttChart, on timeline: GanttTimeline
  ) -> [[[GanttPiece]]] {
    let lanes = chart.lanes.count
    var pieces = [[[GanttPiece]]](
      repeating: [[GanttPiece]](repeating: [], count: lanes), count: timeline.windows.count)
    let order = chart.bars.indices.sorted {
      (chart.bars[$0].start, chart.bars[$0].end, $0)
        < (chart.bars[$1].start, chart.bars[$1].end, $1)
    }
    for index in order where chart.lanes.indices.contains(chart.bars[index].lane) {
      let bar = chart.bars[index]
      let first = timeline.windowIndex(of: bar.start)
      // A bar that ends where a strip ends does not go on in the next one.
      let last = max(first, timeline.windowIndex(of: max(bar.start, bar.end - 1)))
      for strip in first...last {
        let window = timeline.windows[strip]
        let start = strip == first ? bar.start : window.start
        let end = strip == last ? bar.end : window.end
        var lateStart: Int?
        if let due = bar.dueDate, due < end || (bar.start == bar.end && due < bar.end) {
          lateStart = max(due, start)
        }
        pieces[strip][bar.lane].append(
          GanttPiece(
            bar: index, start: start, end: end, lateStart: lateStart,
            tardiness: strip == last ? bar.tardiness : 0, continuesBefore: strip > first,
            continuesAfter: strip < last))
      }
    }
    for strip in pieces.indices {
      for lane in 0..<lanes {
        pieces[strip][lane] = merged(pieces[strip][lane], in: timeline.windows[strip])
      }
    }
    return pieces
  }

  /// `pieces` with runs narrower than two user units joined, so that a strip never holds more
  /// shapes than it is wide; unchanged when the strip is not that full.
  private static func merged(_ pieces: [GanttPiece], in window: TimeWindow) -> [GanttPiece] {
    guard Double(pieces.count) > (window.right - window.left) / 2 else { return pieces }
    var result: [GanttPiece] = []
    for piece in pieces {
      let joins =
        result.last.map { window.x(piece.end) - window.x($0.start) < 2 } ?? false
      guard joins else {
        result.append(piece)
        continue
      }
      let last = result.count - 1
      result[last].end = max(result[last].end, piece.end)
      result[last].others += piece.bars
      result[last].tardiness = max(result[last].tardiness, piece.tardiness)
      result[last].continuesAfter = piece.continuesAfter
      if result[last].lateStart == nil { result[last].lateStart = piece.lateStart }
    }
    return result
  }
}
