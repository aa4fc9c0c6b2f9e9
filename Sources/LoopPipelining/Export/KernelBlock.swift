/// One execution of the kernel as a table: a row per cycle, a column per unit and warp.
struct KernelBlock {
  /// Which execution.
  enum Part {
    /// One in the middle of the loop: all stages.
    case kernel
    /// The execution with this number from the first one on, 0-based: stages up to it.
    case prologue(Int)
    /// The execution with this number after the one that starts the last iteration, from 1 on: stages from it on.
    case epilogue(Int)

    /// Whether what belongs to `stage` of an iteration takes place.
    func includes(_ stage: Int) -> Bool {
      switch self {
      case .kernel: true
      case .prologue(let copy): stage <= copy
      case .epilogue(let copy): stage >= copy
      }
    }

    /// The least `m >= 1` such that what began at `stage` of the iteration started `m` executions earlier can still go on; nil = none.
    func earlier(than stage: Int) -> Int? {
      switch self {
      case .kernel: 1
      case .prologue(let copy): stage < copy ? 1 : nil
      case .epilogue(let copy): max(1, copy - stage)
      }
    }
  }

  /// Up to this many rows all of them are listed; of longer kernels those in which an operation issues.
  static let longest = 100

  /// The listed rows, ascending.
  let rows: [Int]
  /// By row, by column of the table: `op[stage]` where operations issue, `|` where earlier ones go on.
  let cells: [[String]]

  /// - Complexity: O(k m) for k stretches of time and m listed rows.
  init(_ part: Part, of table: LoopScheduleTable) {
    let interval = table.interval
    let rows =
      interval <= KernelBlock.longest
      ? Array(0..<interval)
      : Set(table.rows.filter { part.includes($0.stage) }.map(\.row)).sorted()
    var issued = [[[Int]]](
      repeating: Array(repeating: [], count: table.columns.count), count: rows.count)
    var goesOn = [[Bool]](
      repeating: Array(repeating: false, count: table.columns.count), count: rows.count)
    for (column, content) in table.columns.enumerated() {
      for stretch in content.stretches {
        let row = table.rows[stretch.operation]
        if part.includes(row.stage) {
          let place = KernelBlock.index(of: row.row, among: rows)
          if issued[place][column].last != stretch.operation {
            issued[place][column].append(stretch.operation)
          }
        }
        for range in KernelBlock.busyRows(of: stretch, from: row.start, part, interval) {
          var place = KernelBlock.index(of: range.lowerBound, among: rows)
          while place < rows.count, rows[place] < range.upperBound {
            goesOn[place][column] = true
            place += 1
          }
        }
      }
    }
    self.rows = rows
    cells = zip(issued, goesOn).map { issued, goesOn in
      zip(issued, goesOn).map { operations, goesOn in
        ((goesOn ? ["|"] : []) + table.inOrder(operations).map(table.label)).joined(separator: " ")
      }
    }
  }

  /// The place of the first listed row from `row` on.
  private static func index(of row: Int, among rows: [Int]) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The rows in which a stretch of some iteration goes on: all of it but the row in which the operation issues at `start`.
  private static func busyRows(
    of stretch: LoopScheduleTable.Stretch, from start: Int, _ part: Part, _ interval: Int
  ) -> [Range<Int>] {
    let (stage, row) = stretch.begin.quotientAndRemainder(dividingBy: interval)
    let length = stretch.end - stretch.begin
    var ranges: [Range<Int>] = []
    let issue = stretch.begin == start ? 1 : 0
    if part.includes(stage), length > issue {
      ranges.append((row + issue)..<(row + min(length, interval - row)))
    }
    if let turns = part.earlier(than: stage) {
      let (cycles, isLarge) = turns.multipliedReportingOverflow(by: interval)
      let end = isLarge ? 0 : row + length - cycles
      if end > 0 { ranges.append(0..<min(end, interval)) }
    }
    return ranges
  }
}
