import OptCore

/// Reads the layout of Brandimarte: `jobs machines [flexibility]`, then by job the number of operations and by operation the number of
/// alternatives and pairs of machine and duration.
///
/// Line breaks mean nothing after the first line.
enum FlexibleLayoutReader: LayoutReader {
  static var rest: ShopSize.Rest { .flexibility }

  static func readBody(
    _ tokens: inout TokenReader, jobCount: Int, into table: inout ShopTable
  ) throws(InstanceError) {
    do throws(InstanceError) {
      for _ in 0..<jobCount {
        let count = try tokens.expect("a number of operations")
        let operations = try tokens.integer(count, "a number of operations", in: 0...Int.max)
        for _ in 0..<operations {
          let count = try tokens.expect("a number of alternatives")
          let choices = try tokens.integer(
            count, "a number of alternatives", in: 1...table.machineCount)
          for _ in 0..<choices {
            let machine = try table.machine(try tokens.expect("a machine"), in: tokens)
            let duration = try table.duration(try tokens.expect("a duration"), in: tokens)
            table.add(machine: machine, duration: duration)
          }
          table.endOperation()
        }
        table.endJob()
      }
    } catch {
      throw table.placed(error)
    }
  }
}
