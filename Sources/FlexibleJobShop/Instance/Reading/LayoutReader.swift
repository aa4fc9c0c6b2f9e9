import OptCore

/// What a text layout holds: jobs with machines from 0.
struct ShopContent {
  var name: String
  var machineCount: Int
  var jobs: [[[FlexibleJobShopInstance.Alternative]]]
  var conditions = ShopConditions()
  /// What the file wants minimised; nil = it does not say.
  var objective: ShopObjective?
}

/// Reads one of the text layouts.
protocol LayoutReader {
  /// What may stand behind the numbers of jobs and machines.
  static var rest: ShopSize.Rest { get }

  /// Reads the operations of one job.
  ///
  /// - Throws: `InstanceError` at the first token that does not fit.
  static func readJob(
    _ tokens: inout TokenReader, into table: inout ShopTable
  ) throws(InstanceError)
}

extension LayoutReader {
  /// Reads a whole file.
  ///
  /// - Parameter base: what machines count from; nil = 0 where a 0 occurs, else 1.
  /// - Throws: `InstanceError` at the first token that does not fit.
  /// - Complexity: O(length of the text).
  static func read(_ source: SourceText, base: Int?) throws(InstanceError) -> ShopContent {
    var tokens = TokenReader(source)
    let size = try ShopSize(&tokens, rest: rest)
    var table = ShopTable(machineCount: size.machines, base: base)
    do throws(InstanceError) {
      for _ in 0..<size.jobs {
        try readJob(&tokens, into: &table)
        table.endJob()
      }
    } catch {
      throw table.placed(error)
    }
    try tokens.expectEnd(after: size.jobs)
    return ShopContent(
      name: source.stem, machineCount: size.machines, jobs: try table.finish())
  }
}

extension TokenReader {
  /// The next token, wherever it stands.
  ///
  /// - Throws: `InstanceError` at the end of the text.
  mutating func expect(_ what: StaticString) throws(InstanceError) -> Token {
    if let token = next() { return token }
    throw InstanceError(at: here, found: "the end of the file", expected: "\(what)")
  }

  /// Nothing may follow.
  ///
  /// - Throws: `InstanceError` at what follows.
  mutating func expectEnd(after jobs: Int) throws(InstanceError) {
    guard let token = next() else { return }
    throw InstanceError(
      at: location(of: token), found: quoted(token.text),
      expected: "the end of the file after \(jobs) jobs")
  }
}
