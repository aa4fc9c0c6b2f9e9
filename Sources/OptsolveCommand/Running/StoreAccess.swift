import Experiments
import OptCore

/// Works with stores under the errors of the command line.
func withStore<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as StoreError {
    throw Failure(error)
  } catch let error as StudyError {
    throw Failure(error)
  }
}

extension ResultStore {
  /// The keys of the runs that need not be carried out.
  func doneKeys(retryingFailed: Bool) throws(StoreError) -> Set<String> {
    retryingFailed ? try orderlyKeys() : try finishedKeys()
  }
}

/// What tells builds of a version apart.
func digest(ofProgram path: String) throws -> String {
  InstanceDigest(of: try readFile(path).bytes).description
}
