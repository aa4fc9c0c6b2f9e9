import OptCore

/// The size line of the text layouts: the numbers of jobs and machines, and what may follow them.
///
/// Lines before it that do not begin with a number are a heading and are passed.
struct ShopSize {
  /// What may stand behind the two numbers.
  enum Rest {
    case nothing
    /// One real number that is ignored: the average flexibility.
    case flexibility
    /// Any numbers, ignored: the seeds and bounds that Taillard gives.
    case numbers
  }

  /// More machines are refused: arrays by machine would outgrow the text.
  static let largestMachineCount = 1_000_000

  let jobs: Int
  let machines: Int

  /// Reads the size line and moves to its end.
  init(_ tokens: inout TokenReader, rest: Rest) throws(InstanceError) {
    let (first, heading) = try ShopSize.first(&tokens)
    do throws(InstanceError) {
      jobs = try tokens.integer(first, "a number of jobs", in: 1...Int.max)
      guard let second = tokens.nextOnLine() else {
        throw InstanceError(
          at: tokens.here, found: "the end of the line", expected: "a number of machines")
      }
      machines = try tokens.integer(
        second, "a number of machines", in: 1...ShopSize.largestMachineCount)
      try ShopSize.pass(rest, &tokens)
    } catch {
      guard heading > 0 else { throw error }
      throw InstanceError(
        at: error.location, error.message + "; lines before this one were taken for a heading")
    }
  }

  /// The first number of the size line, and how many lines were passed before it.
  private static func first(
    _ tokens: inout TokenReader
  ) throws(InstanceError) -> (token: TokenReader.Token, heading: Int) {
    var heading = 0
    while let token = tokens.next() {
      if Int(token.text) != nil || Double(token.text)?.isFinite == true { return (token, heading) }
      heading += 1
      tokens.skipRestOfLine()
    }
    throw InstanceError(
      at: tokens.here, found: "the end of the file",
      expected: "a line with the numbers of jobs and machines")
  }

  private static func pass(_ rest: Rest, _ tokens: inout TokenReader) throws(InstanceError) {
    var count = 0
    while let token = tokens.nextOnLine() {
      let isNumber = Double(token.text)?.isFinite == true
      count += 1
      let expected =
        switch rest {
        case .nothing: "the end of the line after the numbers of jobs and machines"
        case .flexibility where count > 1: "the end of the line after the average flexibility"
        case .flexibility: "the average flexibility (a number) or the end of the line"
        case .numbers: "a number or the end of the line"
        }
      let isAllowed =
        switch rest {
        case .nothing: false
        case .flexibility: isNumber && count == 1
        case .numbers: isNumber
        }
      guard isAllowed else {
        throw InstanceError(
          at: tokens.location(of: token), found: quoted(token.text), expected: expected)
      }
    }
  }
}
