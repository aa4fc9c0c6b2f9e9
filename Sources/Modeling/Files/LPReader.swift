import OptCore

/// Reads the LP format: a recursive-descent reader with two tokens of lookahead.
struct LPReader {
  enum Section: Hashable {
    case constraints(isLazy: Bool)
    case bounds, general, binary, end
    /// A part that is no linear model; some writers put down its empty section.
    case refused
  }

  var scanner: LPScanner
  var current: LPScanner.Token
  var following: LPScanner.Token
  var draft = ModelDraft()
  /// Terms and constant of the expression just read.
  private var side = LPSide()

  init(_ source: SourceText) {
    scanner = LPScanner(source)
    current = scanner.next()
    following = scanner.next()
  }

  /// Reads the whole text.
  mutating func read() throws(InstanceError) -> Model {
    try objective()
    while true {
      let header = current
      guard let section = try takeSection() else {
        throw error("a sign, or a section such as 'Subject To', 'Bounds', 'Generals' or 'End'")
      }
      switch section {
      case .constraints(let isLazy): try constraints(isLazy: isLazy)
      case .bounds: try bounds()
      case .general: try list(isBinary: false)
      case .binary: try list(isBinary: true)
      case .refused: try emptySection(header)
      case .end:
        guard current.kind == .end else { throw error("nothing after 'End'") }
        draft.name = scanner.title ?? scanner.source.stem
        return try draft.model(scanner.source)
      }
    }
  }

  // MARK: Tokens

  mutating func advance() {
    current = following
    following = scanner.next()
  }

  func error(
    _ expected: String, at token: LPScanner.Token? = nil, found: String? = nil
  ) -> InstanceError {
    let token = token ?? current
    let text = token.kind == .end ? "the end of the file" : quoted(scanner.text(token))
    return InstanceError(
      at: scanner.source.location(at: token.start), found: found ?? text, expected: expected)
  }

  func word(_ token: LPScanner.Token) -> String? {
    guard token.kind == .name, token.end - token.start <= 12 else { return nil }
    return scanner.text(token).lowercased()
  }

  func isComparison(_ kind: LPScanner.Kind) -> Bool {
    kind == .less || kind == .greater || kind == .equal
  }

  /// The section that begins at the current token; a word followed by a colon or a comparison is a name.
  func section() throws(InstanceError) -> (section: Section, words: Int)? {
    guard current.startsLine, let word = word(current), following.kind != .colon,
      !isComparison(following.kind)
    else { return nil }
    let second = following.startsLine ? nil : self.word(following)
    switch word {
    case "subject" where second == "to", "such" where second == "that":
      return (.constraints(isLazy: false), 2)
    case "st", "s.t.", "st.": return (.constraints(isLazy: false), 1)
    case "lazy" where second?.hasPrefix("constraint") == true, "user" where second == "cuts":
      return (.constraints(isLazy: true), 2)
    case "general" where second?.hasPrefix("constraint") == true:
      throw error("only linear constraints", found: "general constraints")
    case "end": return (.end, 1)
    case _ where LPWord.bounds.contains(word): return (.bounds, 1)
    case _ where LPWord.general.contains(word): return (.general, 1)
    case _ where LPWord.binary.contains(word): return (.binary, 1)
    case _ where LPWord.refused.contains(word): return (.refused, 1)
    default: return nil
    }
  }

  private mutating func takeSection() throws(InstanceError) -> Section? {
    guard let (section, words) = try section() else { return nil }
    for _ in 0..<words { advance() }
    return section
  }

  /// Passes over an empty section of a part that is no linear model.
  private mutating func emptySection(_ header: LPScanner.Token) throws(InstanceError) {
    if current.kind == .minus, word(following) == "continuous" {
      advance()
      advance()
    }
    if current.kind == .end { return }
    guard try section() != nil else {
      throw error(
        "only linear constraints, bounds, integer and binary variables", at: header,
        found: "the section '\(scanner.text(header))'")
    }
  }

  // MARK: Expressions

  private mutating func objective() throws(InstanceError) {
    guard let word = word(current),
      LPWord.minimize.contains(word) || LPWord.maximize.contains(word)
    else { throw error("'Minimize' or 'Maximize'") }
    draft.sense = LPWord.minimize.contains(word) ? .minimize : .maximize
    advance()
    try skipLabel()
    try expression(stopsAtLines: false)
    guard side.constant.isFinite else { throw error("a finite objective", found: "an infinity") }
    for (column, coefficient) in zip(side.columns, side.coefficients) {
      draft.objective.add(coefficient, Variable(index: Int(column)))
    }
    draft.objective.constant = side.constant
  }

  @discardableResult
  private mutating func skipLabel() throws(InstanceError) -> String {
    guard current.kind == .name, following.kind == .colon else { return "" }
    let label = scanner.text(current)
    advance()
    advance()
    return label
  }

  /// Reads terms and constants into `side`.
  ///
  /// - Parameter stopsAtLines: whether a constant ends where its line ends, as on the right of a comparison.
  private mutating func expression(stopsAtLines: Bool) throws(InstanceError) {
    side.removeAll()
    var isFirst = true
    while true {
      if !isFirst, stopsAtLines, current.startsLine, side.columns.isEmpty { return }
      var sign = 1.0
      let isSigned = current.kind == .plus || current.kind == .minus
      while current.kind == .plus || current.kind == .minus {
        if current.kind == .minus { sign = -sign }
        advance()
      }
      if current.kind == .greater, isSigned {
        throw error("only linear constraints", found: "an indicator '->'")
      }
      guard isFirst || isSigned else { return }
      guard try term(sign, stopsAtLines: stopsAtLines) else {
        try refuseProducts()
        if isSigned { throw error("a number or a variable") }
        return
      }
      try refuseProducts()
      isFirst = false
    }
  }

  /// Reads a number, a variable, or a number times a variable.
  ///
  /// - Returns: false when none begins here.
  private mutating func term(
    _ sign: Double, stopsAtLines: Bool
  ) throws(InstanceError) -> Bool {
    if case .number(let value) = current.kind {
      guard value.isFinite else { throw error("a number below 1.8e308") }
      advance()
      let isStarred = current.kind == .other(UInt8(ascii: "*"))
      if isStarred { advance() }
      let belongs =
        current.kind == .name && following.kind != .colon && !isInfinity(current)
        && !(stopsAtLines && current.startsLine)
      if belongs, try section() == nil {
        side.add(sign * value, draft.columnOrNew(scanner.text(current)))
        advance()
      } else if isStarred {
        throw error("a variable after '*'")
      } else {
        side.constant += sign * value
      }
      return true
    }
    guard current.kind == .name, following.kind != .colon, try section() == nil else {
      return false
    }
    if isInfinity(current) {
      side.constant += sign * .infinity
    } else {
      side.add(sign, draft.columnOrNew(scanner.text(current)))
    }
    advance()
    return true
  }

  func isInfinity(_ token: LPScanner.Token) -> Bool {
    let length = token.end - token.start
    guard length == 3 || length == 8 else { return false }
    return word(token).map(LPWord.infinity.contains) ?? false
  }

  /// Products of variables, powers and brackets belong to quadratic models.
  private func refuseProducts() throws(InstanceError) {
    for sign in ["*", "^", "[", "]"] where current.kind == .other(sign.utf8.first ?? 0) {
      throw error("only linear terms", found: "'\(sign)' of a quadratic term")
    }
  }

  // MARK: Constraints

  private mutating func constraints(isLazy: Bool) throws(InstanceError) {
    while current.kind != .end, try section() == nil {
      let first = current
      let name = try skipLabel()
      draft.addRow(name, isLazy: isLazy || first.isLazy)
      try constraint(from: first)
      draft.rowStarts.append(draft.termColumns.count)
    }
  }

  /// `expression sign expression`, or `limit sign expression sign limit`.
  private mutating func constraint(from first: LPScanner.Token) throws(InstanceError) {
    try expression(stopsAtLines: false)
    let left = side
    let sign = current
    guard isComparison(sign.kind) else {
      throw error("a sign and a term, or '<=', '>=' or '='")
    }
    advance()
    try expression(stopsAtLines: true)
    guard !side.isEmpty else { throw error("a number or a variable") }
    guard isComparison(current.kind) else {
      try closeRow(left, sign, side)
      return
    }
    let middle = side
    let second = current
    advance()
    try expression(stopsAtLines: true)
    guard left.columns.isEmpty, !left.isEmpty else {
      throw error("one comparison, or a limit on each side", at: second)
    }
    guard side.columns.isEmpty, !side.isEmpty, second.kind == sign.kind, sign.kind != .equal else {
      throw error("the same sign as before and a limit", at: second)
    }
    draft.append(middle, 1)
    try setLimit(sign, left.constant - middle.constant, isUpper: sign.kind == .greater)
    try setLimit(second, side.constant - middle.constant, isUpper: sign.kind == .less)
  }

  /// Brings variables to the left and constants to the right.
  private mutating func closeRow(
    _ left: LPSide, _ sign: LPScanner.Token, _ right: LPSide
  ) throws(InstanceError) {
    let isFlipped = left.columns.isEmpty && !right.columns.isEmpty
    draft.append(left, 1)
    draft.append(right, isFlipped ? 1 : -1)
    let limit = isFlipped ? left.constant - right.constant : right.constant - left.constant
    if sign.kind == .equal || (sign.kind == .less) != isFlipped {
      try setLimit(sign, limit, isUpper: true)
    }
    if sign.kind == .equal || (sign.kind == .greater) != isFlipped {
      try setLimit(sign, limit, isUpper: false)
    }
  }

  private mutating func setLimit(
    _ sign: LPScanner.Token, _ limit: Double, isUpper: Bool
  ) throws(InstanceError) {
    let row = draft.rowNames.count - 1
    let none = isUpper ? limit >= FileNumber.infinity : limit <= -FileNumber.infinity
    guard limit.isFinite || (none && sign.kind != .equal) else {
      throw error("a limit that a sum can satisfy", at: sign, found: "a limit of \(limit)")
    }
    if isUpper {
      draft.rowUpper[row] = none ? .infinity : limit
    } else {
      draft.rowLower[row] = none ? -.infinity : limit
    }
  }
}

/// One side of a comparison.
struct LPSide {
  private(set) var columns: [Int32] = []
  private(set) var coefficients: [Double] = []
  /// Whether nothing was read.
  private(set) var isEmpty = true
  var constant = 0.0 {
    didSet { isEmpty = false }
  }

  mutating func add(_ coefficient: Double, _ column: Int) {
    columns.append(Int32(truncatingIfNeeded: column))
    coefficients.append(coefficient)
    isEmpty = false
  }

  mutating func removeAll() {
    columns.removeAll(keepingCapacity: true)
    coefficients.removeAll(keepingCapacity: true)
    constant = 0
    isEmpty = true
  }
}

extension ModelDraft {
  /// Adds terms to the row that is open.
  fileprivate mutating func append(_ side: LPSide, _ factor: Double) {
    termColumns.append(contentsOf: side.columns)
    for coefficient in side.coefficients { termCoefficients.append(factor * coefficient) }
  }
}
