import OptCore

/// Reads the layout of Brandimarte: `jobs machines [flexibility]`, then by job the number of operations and by operation the number of
/// alternatives and pairs of machine and duration.
///
/// Line breaks mean nothing after the first line.
enum FlexibleLayoutReader: LayoutReader {
  static var rest: ShopSize.Rest { .flexibility }

  static func readJob(
    _ tokens: inout TokenReader, into table: inout ShopTable
  ) throws(InstanceError) {
    let operations = try tokens.nextInteger("a number of operations", in: 0...Int.max)
    for _ in 0..<operations {
      let choices = try tokens.nextInteger("a number of alternatives", in: 1...table.machineCount)
      for _ in 0..<choices { try table.readAlternative(&tokens) }
      table.endOperation()
    }
  }
}
