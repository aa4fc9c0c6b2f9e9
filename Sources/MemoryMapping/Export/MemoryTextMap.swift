/// A solution as a map of characters: a column for every section of time, 40 rows of addresses.
struct MemoryTextMap {
  /// The most rows of the map.
  static let mostRows = 40
  /// With more sections the columns are equal spans of time.
  static let mostColumns = 96
  /// How many blocks are listed below, largest first.
  static let mostListed = 52

  private let table: MemoryTable
  /// Where the columns begin, and where the last one ends.
  private let times: [Int]
  private let isBySection: Bool
  /// Bytes of a row.
  private let step: Int
  private let rows: Int
  /// The blocks with a letter, largest first.
  private let listed: [Int]

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars)

  init(_ table: MemoryTable) {
    self.table = table
    var changes = Set<Int>()
    for block in table.blocks {
      for piece in block.pieces {
        changes.insert(piece.times.lowerBound)
        changes.insert(piece.times.upperBound)
      }
    }
    let sections = changes.sorted()
    isBySection = sections.count <= MemoryTextMap.mostColumns + 1
    if isBySection {
      times = sections
    } else if let first = sections.first, let last = sections.last {
      let columns = min(MemoryTextMap.mostColumns, last - first)
      times = (0...columns).map {
        first + Int(Double(last - first) * Double($0) / Double(columns))
      }
    } else {
      times = []
    }
    let height = max(table.peak, table.blocks.map(\.top).max() ?? 0, 1)
    step = (height + MemoryTextMap.mostRows - 1) / MemoryTextMap.mostRows
    rows = (height + step - 1) / step
    let order = table.blocks.indices.sorted {
      (table.blocks[$1].size, $0) < (table.blocks[$0].size, $1)
    }
    listed = Array(order.prefix(MemoryTextMap.mostListed))
  }

  /// The map, what its columns and letters are, and remarks about the run.
  func text(_ remarks: [(key: String, value: String)]) -> String {
    var lines = ["\(table.name): peak \(table.peak) bytes" + capacity]
    if let program = table.program {
      lines.append(
        "saves \(program.cost.saved) of \(program.cost.base) ps, waits \(program.cost.stall) ps"
          + " for copies")
    }
    lines += remarks.map { "\($0.key): \($0.value)" }
    guard times.count > 1 else {
      return (lines + ["nothing in memory"]).joined(separator: "\n") + "\n"
    }
    lines.append("")
    let labels = (0..<rows).map { String($0 * step) }
    let width = labels.map(\.count).max() ?? 0
    for (row, cells) in grid().enumerated().reversed() {
      let label = String(repeating: " ", count: width - labels[row].count) + labels[row]
      var line = String(String.UnicodeScalarView(cells))
      while line.last == " " { line.removeLast() }
      lines.append("\(label) |\(line)")
    }
    lines.append(
      String(repeating: " ", count: width) + " +" + String(repeating: "-", count: times.count - 1))
    lines.append(String(repeating: " ", count: width + 2) + axis)
    lines += [
      "",
      "letters: the largest, '#' others, ':' none in the middle; a row is \(step) bytes, named by its lowest",
    ]
    lines += legend()
    return lines.joined(separator: "\n") + "\n"
  }

  private var capacity: String { table.capacity.map { ", capacity \($0)" } ?? "" }

  private var axis: String {
    let (first, last) = (times.first ?? 0, times.last ?? 0)
    return isBySection
      ? "\(times.count - 1) sections from time \(first) to \(last), one a column"
      : "time \(first) to \(last) in equal parts"
  }

  /// By row from the lowest, by column: the block in the middle of a cell, else whether one touches it.
  private func grid() -> [[Unicode.Scalar]] {
    let columns = times.count - 1
    var grid = [[Unicode.Scalar]](
      repeating: .init(repeating: " ", count: columns), count: rows)
    var isMiddle = [[Bool]](
      repeating: .init(repeating: false, count: columns), count: rows)
    var letters = [Unicode.Scalar](repeating: "#", count: table.blocks.count)
    for (place, block) in listed.enumerated() { letters[block] = MemoryTextMap.letters[place] }
    for (number, block) in table.blocks.enumerated() {
      for piece in block.pieces {
        var column = column(of: piece.times.lowerBound)
        while column < columns, times[column] < piece.times.upperBound {
          let middleTime = times[column] + (times[column + 1] - times[column]) / 2
          let first = piece.addresses.lowerBound / step
          let last = min((piece.addresses.upperBound - 1) / step, rows - 1)
          if first <= last {
            for row in first...last where !isMiddle[row][column] {
              let isHere =
                piece.times.contains(middleTime)
                && piece.addresses.contains(row * step + step / 2)
              if isHere || grid[row][column] == " " {
                grid[row][column] = isHere ? letters[number] : ":"
              }
              isMiddle[row][column] = isHere
            }
          }
          column += 1
        }
      }
    }
    return grid
  }

  /// The last column that begins at or before a time.
  private func column(of time: Int) -> Int {
    var (low, high) = (0, times.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    return low
  }

  private func legend() -> [String] {
    listed.enumerated().map { place, number in
      let block = table.blocks[number]
      var line =
        "\(MemoryTextMap.letters[place]) \(block.name): \(block.size) bytes at \(block.offset),"
        + " time \(block.times.lowerBound) to \(block.times.upperBound)"
      if case .stay(let stay) = block.kind { line += ", \(stay.entry.name)" }
      return line
    }
  }
}
