/// A part of a bar, at most a period long, on one line of its lane.
struct PeriodicPiece: Sendable, Hashable {
  /// Index of the bar.
  var bar: Int
  /// When it begins, `0 ..< period`.
  var row: Int
  /// Ticks, 0 to a period; it goes on at tick 0 where it passes the end of the period.
  var length: Int
  /// Line of its lane, 0-based.
  var line = 0
  /// Ticks from its end to the next piece on the line.
  var room = 0

  /// A lane has at most so many lines; what finds no place is not drawn.
  static let mostLines = 48
  /// Of a bar that is longer than a period so many turns are drawn.
  private static let mostTurns = 16

  /// The pieces of all bars by lane, on lines on which they do not overlap.
  ///
  /// - Parameter ticks: how many ticks the label of a bar wants, of lanes that make room for labels.
  static func all(of chart: PeriodicChart, ticks: (Int) -> Int) -> [[PeriodicPiece]] {
    var bars = [[Int]](repeating: [], count: chart.lanes.count)
    for (number, bar) in chart.bars.enumerated() where bars.indices.contains(bar.lane) {
      bars[bar.lane].append(number)
    }
    return zip(chart.lanes, bars).map { lane, bars in
      let pieces = bars.flatMap { single($0, chart.bars[$0], period: chart.period) }
      return placed(pieces, period: chart.period) { piece in
        min(chart.period, max(piece.length, 1, lane.makesRoom ? ticks(piece.bar) : 1))
      }
    }
  }

  private static func single(
    _ number: Int, _ bar: PeriodicChart.Bar, period: Int
  ) -> [PeriodicPiece] {
    let rest = bar.start % period
    let row = rest < 0 ? rest + period : rest
    let (turns, length) = (bar.end - bar.start).quotientAndRemainder(dividingBy: period)
    var pieces = [PeriodicPiece](
      repeating: PeriodicPiece(bar: number, row: row, length: period), count: min(turns, mostTurns))
    if length > 0 || turns == 0 { pieces.append(.init(bar: number, row: row, length: length)) }
    return pieces.flatMap { Array(repeating: $0, count: max(1, min(bar.count, mostLines))) }
  }

  /// First come, first served: pieces that pass the end of the period, then by their begins.
  private static func placed(
    _ pieces: [PeriodicPiece], period: Int, _ extent: (PeriodicPiece) -> Int
  ) -> [PeriodicPiece] {
    var (placed, lines) = ([PeriodicPiece](), [[(piece: Int, row: Int, extent: Int)]]())
    let order = pieces.indices.sorted {
      let (first, second) = (pieces[$0], pieces[$1])
      let passes = (first.row + extent(first) > period, second.row + extent(second) > period)
      return passes.0 != passes.1 ? passes.0 : (first.row, $0) < (second.row, $1)
    }
    for index in order {
      let (row, extent) = (pieces[index].row, extent(pieces[index]))
      let free = lines.firstIndex { line in
        line.allSatisfy { !overlap((row, extent), ($0.row, $0.extent), period) }
      }
      let line = free ?? lines.count
      guard line < mostLines else { continue }
      if line == lines.count { lines.append([]) }
      lines[line].append((placed.count, row, extent))
      placed.append(pieces[index])
      placed[placed.count - 1].line = line
    }
    for line in lines {
      for (place, entry) in line.enumerated() {
        var room = period
        for (other, next) in line.enumerated() where other != place {
          room = min(room, distance(from: entry.row, to: next.row, period))
        }
        placed[entry.piece].room = max(0, room - placed[entry.piece].length)
      }
    }
    return placed
  }

  private static func distance(from row: Int, to other: Int, _ period: Int) -> Int {
    other >= row ? other - row : other - row + period
  }

  private static func overlap(
    _ first: (row: Int, extent: Int), _ second: (row: Int, extent: Int), _ period: Int
  ) -> Bool {
    distance(from: first.row, to: second.row, period) < first.extent
      || distance(from: second.row, to: first.row, period) < second.extent
  }
}
