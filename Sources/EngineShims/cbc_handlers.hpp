// What CBC and Clp call back: iterations of the simplex method, events of the tree.
#ifndef OPTSOLVE_CBC_HANDLERS_HPP
#define OPTSOLVE_CBC_HANDLERS_HPP

#include <coin/CbcEventHandler.hpp>
#include <coin/ClpEventHandler.hpp>

#include "cbc_session.hpp"

namespace cbc {

/// Leaves a linear program when a stop is asked for.
class IterationHandler : public ClpEventHandler {
 public:
  explicit IterationHandler(track *t) : t_(t) {}
  IterationHandler(const IterationHandler &other) = default;
  ClpEventHandler *clone() const override { return new IterationHandler(*this); }
  int event(Event which) override;

 private:
  track *t_;
  int calls_ = 0;
};

/// Watches the tree: incumbents, bounds, nodes, stop requests.
class TreeHandler : public CbcEventHandler {
 public:
  explicit TreeHandler(Session *session) : session_(session) {}
  TreeHandler(const TreeHandler &other) = default;
  CbcEventHandler *clone() const override { return new TreeHandler(*this); }
  CbcAction event(CbcEvent which) override;
  CbcAction event(CbcEvent, void *) override { return noAction; }
  Session *session() const { return session_; }

 private:
  Session *session_;
  double lastObjective_ = COIN_DBL_MAX;

  void noteBound();
  void noteIncumbent();
};

/// Silences a solver and lets its simplex method be stopped.
void silence(OsiClpSolverInterface &lp, track *t);

}  // namespace cbc

#endif
