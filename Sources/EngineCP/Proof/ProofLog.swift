import Glibc
import OptCore

/// Writes why an answer holds, line by line; the format is in `Documentation/cp-proofs.md`.
///
/// A file that cannot be written any more is remembered as `fault`, and nothing more is written.
package final class ProofLog {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Number of the clause written last.
  private var count: Int32 = 0
  /// Why writing ended early; nil = it did not.
  package private(set) var fault: String?

  /// Creates the file or empties the one that is there.
  package init(_ path: String, columns: Int) throws(FileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path, purpose: .creation) }
    buffer.reserveCapacity(Self.bufferSize + 4096)
    text("optsolve-cp-proof 1\ncolumns ")
    number(columns)
    endLine()
  }

  deinit { close(descriptor) }

  private static let bufferSize = 1 << 20
  /// Greatest number of clauses: numbers share a cell with a mark.
  private static let mostClauses: Int32 = 1 << 30

  // MARK: Definitions

  /// A new variable that is a sum of views.
  func define(_ variable: Int32, sum terms: [(factor: Int, view: Int32)]) {
    begin("def ", Int(variable), " sum 0 ")
    sum(terms)
    endLine()
  }

  /// A new 0/1 variable that is 1 if and only if a sum of views is at most `limit` and all predicates hold.
  func define(
    _ variable: Int32, when terms: [(factor: Int, view: Int32)] = [], atMost limit: Int = 0,
    and predicates: [Predicate] = []
  ) {
    begin("def ", Int(variable), " when ")
    number(limit)
    text(" ")
    sum(terms)
    text(" :")
    for p in predicates { predicate(p) }
    endLine()
  }

  /// The objective: a view to be minimised.
  func objective(_ objective: CompiledObjective) {
    begin("objective ", Int(objective.view >> 1), objective.view & 1 == 0 ? " 1 " : " -1 ")
    text("\(objective.unit) \(objective.constant)")
    endLine()
  }

  // MARK: Clauses

  /// An inference from one constraint: `reasons` imply `conclusion`, or cannot all hold.
  ///
  /// - Returns: its number.
  func inference(
    _ source: ProofSource, _ reasons: Buffer<Predicate>, implies conclusion: Predicate?
  ) -> Int32 {
    let id = beginInference(source)
    if let conclusion { predicate(conclusion) }
    for i in 0..<reasons.count { predicate(reasons[i].negated) }
    endLine()
    return id
  }

  /// A clause that one constraint implies.
  func inference(_ source: ProofSource, _ clause: Buffer<Predicate>) -> Int32 {
    let id = beginInference(source)
    for i in 0..<clause.count { predicate(clause[i]) }
    endLine()
    return id
  }

  /// A bound that definitions imply.
  func bound(_ p: Predicate) {
    _ = beginInference(.definitions)
    predicate(p)
    endLine()
  }

  /// A clause that follows from others by unit propagation.
  func learnt(_ clause: Buffer<Predicate>, from hints: Buffer<Int32>) -> Int32 {
    let id = next()
    begin("n ", Int(id), "")
    for i in 0..<hints.count {
      text(" ")
      number(Int(hints[i]))
    }
    text(" :")
    for i in 0..<clause.count { predicate(clause[i]) }
    endLine()
    return id
  }

  /// A solution, better than those before.
  func solution(_ point: [Double]) {
    begin("s ", Int(next()), "")
    for value in point {
      text(" ")
      number(Int(value))
    }
    endLine()
  }

  /// The last line.
  package func end(_ claim: String) {
    text("end ")
    text(claim)
    endLine()
    flush()
  }

  // MARK: Text

  private func beginInference(_ source: ProofSource) -> Int32 {
    let id = next()
    begin("i ", Int(id), " ")
    text(source.prefix)
    if let index = source.index { number(index) }
    text(" :")
    return id
  }

  private func next() -> Int32 {
    if count < Self.mostClauses {
      count += 1
    } else if fault == nil {
      fault = "found more than 2^30 clauses"
    }
    return count
  }

  private func begin(_ word: StaticString, _ value: Int, _ rest: StaticString) {
    text(word)
    number(value)
    text(rest)
  }

  private func sum(_ terms: [(factor: Int, view: Int32)]) {
    number(terms.count)
    for (factor, view) in terms {
      text(" ")
      number(view & 1 == 0 ? factor : -factor)
      text(" ")
      number(Int(view >> 1))
    }
  }

  private func predicate(_ p: Predicate) {
    text(" ")
    number(Int(p.view >> 1))
    text(p.view & 1 == 0 ? ">=" : "<=")
    number(p.view & 1 == 0 ? Int(p.value) : -Int(p.value))
  }

  private func text(_ word: StaticString) {
    buffer.append(
      contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  private func text(_ word: String) { buffer.append(contentsOf: word.utf8) }

  private func number(_ value: Int) {
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = buffer.count
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }

  private func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.bufferSize { flush() }
  }

  private func flush() {
    defer { buffer.removeAll(keepingCapacity: true) }
    if fault != nil { return }
    do throws(FileError) {
      try FileOutput.write(buffer, descriptor: descriptor, path: path)
    } catch {
      fault = "\(error)"
    }
  }
}

/// The constraint that an inference follows from: a row, a constraint beyond rows, or definitions alone.
struct ProofSource: BitwiseCopyable {
  /// Twice the index, plus 1 for a constraint; -1 = definitions.
  private let code: Int32

  private init(_ code: Int) { self.code = Int32(truncatingIfNeeded: code) }
  static var definitions: ProofSource { ProofSource(-1) }
  static func row(_ index: Int) -> ProofSource { ProofSource(2 * index) }
  static func constraint(_ index: Int) -> ProofSource { ProofSource(2 * index + 1) }

  var index: Int? { code < 0 ? nil : Int(code >> 1) }
  var prefix: StaticString { code < 0 ? "d" : code & 1 == 0 ? "r" : "c" }
}
