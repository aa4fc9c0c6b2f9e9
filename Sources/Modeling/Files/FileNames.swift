/// Names of a model's columns and rows that every LP and MPS reader accepts, each one unique.
///
/// Only ASCII letters, digits, `_` and `.` are kept (others become `_`), at most 80 of them; a name begins with a letter
/// or `_`, does not look like an exponent (`e5`) and is no word of the LP format. A name that is taken gets the
/// suffix `_2`, `_3`, ... Names that satisfy all this are not changed.
struct FileNames {
  /// One name a column.
  private(set) var columns: [String] = []
  /// One name a row.
  private(set) var rows: [String] = []
  private var rowNames: UniqueNames

  /// The column, fixed at 1, whose objective coefficient is the objective's constant: readers disagree about
  /// constants, and GLPK's LP reader knows none.
  static let constantColumn = "objective_constant"
  /// The name of the objective.
  static let objective = "obj"

  /// Names everything.
  ///
  /// - Complexity: O(total length of the names).
  init(_ model: Model) {
    var columnNames = UniqueNames(reserved: [FileNames.constantColumn])
    columns.reserveCapacity(model.columnCount)
    for column in 0..<model.columnCount {
      columns.append(columnNames.take(FileNames.safe(model.name(of: Variable(index: column)))))
    }
    rowNames = UniqueNames(reserved: [FileNames.objective])
    rows.reserveCapacity(model.rowCount)
    for row in 0..<model.rowCount { rows.append(rowNames.take(FileNames.safe(model.rowName(row)))) }
  }

  /// A name for the second half of a row that has to be written as two.
  mutating func secondName(ofRow row: Int) -> String {
    rowNames.take(FileNames.safe(rows[row] + "_up"))
  }

  /// The names of a model's columns as FlatZinc takes them: unique, without dots, after `V_`.
  static func identifiers(_ model: Model) -> [String] {
    var names = UniqueNames(reserved: [])
    return (0..<model.columnCount).map { column in
      let name = FileNames.safe(model.name(of: Variable(index: column)))
      return names.take("V_" + String(name.map { $0 == "." ? "_" : $0 }))
    }
  }

  /// A name made of accepted characters.
  static func safe(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8.prefix(longest) { bytes.append(isSafe(byte) ? byte : underscore) }
    let first = bytes.first ?? 0
    let looksLikeExponent =
      first | 0x20 == UInt8(ascii: "e") && bytes.count > 1 && isDigit(bytes[1])
    let text = String(decoding: bytes, as: UTF8.self)
    if !isLetter(first) && first != underscore || looksLikeExponent
      || LPWord.all.contains(text.lowercased())
    {
      return "_" + (bytes.count == longest ? String(text.dropLast()) : text)
    }
    return text
  }

  private static let longest = 80
  private static let underscore = UInt8(ascii: "_")

  private static func isSafe(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == underscore || byte == UInt8(ascii: ".")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}

/// Hands out each name once.
private struct UniqueNames {
  private var taken: Set<String>
  private var lastSuffix: [String: Int] = [:]

  init(reserved: Set<String>) { taken = reserved }

  mutating func take(_ name: String) -> String {
    if taken.insert(name).inserted { return name }
    var suffix = lastSuffix[name] ?? 1
    var candidate = name
    repeat {
      suffix += 1
      candidate = "\(name)_\(suffix)"
    } while !taken.insert(candidate).inserted
    lastSuffix[name] = suffix
    return candidate
  }
}

/// The words of the LP format, in lower case.
enum LPWord {
  static let minimize: Set<String> = ["min", "minimize", "minimise", "minimum"]
  static let maximize: Set<String> = ["max", "maximize", "maximise", "maximum"]
  static let infinity: Set<String> = ["inf", "infinity"]
  static let bounds: Set<String> = ["bound", "bounds"]
  static let general: Set<String> = ["gen", "general", "generals", "int", "integer", "integers"]
  static let binary: Set<String> = ["bin", "binary", "binaries"]
  static let refused: Set<String> = [
    "semi", "semis", "sos", "sos1", "sos2", "pwlobj", "gencons", "scenario", "qmatrix",
  ]

  /// All that a name must not be.
  static let all: Set<String> = minimize.union(maximize).union(infinity).union(bounds)
    .union(general).union(binary).union(refused)
    .union(["st", "s.t.", "st.", "subject", "such", "to", "that", "free", "end", "lazy", "user"])
}
