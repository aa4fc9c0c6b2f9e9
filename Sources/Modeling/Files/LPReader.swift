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
  var side = LPSide()

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
  mutating func skipLabel() throws(InstanceError) -> String {
    guard current.kind == .name, following.kind == .colon else { return "" }
    let label = scanner.text(current)
    advance()
    advance()
    return label
  }

  /// Reads terms and constants into `side`.
  ///
  /// - Parameter stopsAtLines: whether a constant ends where its line ends, as on the right of a comparison.
  mutating func expression(stopsAtLines: Bool) throws(InstanceError) {
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
  func refuseProducts() throws(InstanceError) {
    for sign in ["*", "^", "[", "]"] where current.kind == .other(sign.utf8.first ?? 0) {
      throw error("only linear terms", found: "'\(sign)' of a quadratic term")
    }
  }
}
