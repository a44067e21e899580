package refute.specs.linear;

import refute.specs.model.Model;

/** A way to decide whether the operations of one object have a linearization. Pure; gives up when its allowance is used up. */
interface Search {
    <S> Finding search(Model<S> model, Operations operations, Allowance allowance);
}
